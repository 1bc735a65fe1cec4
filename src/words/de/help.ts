import type { Words } from '../words.ts';

export const help: Words['help'] = {
  opensForm: 'öffnet das Formular',
  example: 'ada@x.io, Bob <bob@y.io> als editor',
  filledIn: 'dasselbe, schon ausgefüllt; Sie prüfen, bevor etwas gesendet wird',
  does: {
    status: 'wie viele Einladungen offen, angenommen, abgelaufen und zurückgezogen sind',
    list: 'Einladungen finden, erneut senden oder zurückziehen',
    settings: 'die tägliche Übersicht; Regeln, Grenzen und Genehmigungen; Datenschutz und Protokoll',
    link: 'für wen Sie in ROQ handeln; Konto verknüpfen oder die Verknüpfung entfernen',
    why: 'alles, was mit einer Adresse geschehen ist',
    audit: 'was mit Einladungen getan wurde, als CSV, nur für Sie',
    help: 'dieser Text',
  },
  home: 'Alles an einem Ort: mein *Home*-Tab. Klicken Sie auf meinen Namen, dann auf Home.',
  title: 'Hilfe',
  unknownWord: (word) => `„${word}“ kenne ich nicht.`,
};
