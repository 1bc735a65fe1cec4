/** For the first word of a line that comes to stand within a sentence. */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** For what comes to stand at the beginning of one. */
export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
