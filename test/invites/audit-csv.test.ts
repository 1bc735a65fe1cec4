import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/invites/audit.ts';
import { csvHeader, csvLines, harmless } from '../../src/invites/audit-csv.ts';
import { partsOf } from '../../src/invites/audit-export.ts';

const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ at: Date.UTC(2026, 9, 6, 10), teamId: 'T1', tenantId: 'acme', what: 'invite.sent', ...change },
});
const read = (csv: string) => Papa.parse<string[]>(csv).data;

describe('the CSV of the audit log', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@sum(a1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u00A0=1',
    '\u200B=1',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    "=cmd|' /C calc'!A0",
  ])('a cell that begins with a formula (%j) is text', (cell) => {
    expect(harmless(cell)).toBe(`'${cell}`);
    const [row] = read(csvLines([entry({ reason: cell })]).join('\r\n'));
    expect(row?.[8]).toBe(`'${cell}`);
  });

  test.each(['ada@x.io', '2026-10-06', 'a=b', 'x-y', "O'Hara", ''])('%j stays as it is', (cell) => {
    expect(harmless(cell)).toBe(cell);
  });

  test('whatever an entry holds, it is read back as one row of eleven harmless cells', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(cell, cell, cell, (reason, email, source) => {
        const rows = read(`${csvHeader}\r\n${csvLines([entry({ reason, email, source })]).join('\r\n')}`);
        expect(rows).toHaveLength(2);
        expect(rows[1]).toHaveLength(11);
        for (const each of rows[1] ?? []) expect(each).not.toMatch(/^[=+\-@\t\r]/);
        expect(rows[1]?.[4]).toBe(harmless(email));
      }),
      { numRuns: 300 },
    );
  });

  test('a long export is cut into parts of whole rows, each with the header', () => {
    const entries = Array.from({ length: 500 }, (_, index) => entry({ email: `p${index}@x.io` }));
    const parts = partsOf(entries);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      expect(part.startsWith(`${csvHeader}\n`)).toBe(true);
      expect(part.length).toBeLessThan(12_000);
    }
    const addresses = parts.flatMap((part) => read(part).slice(1)).map((row) => row[4]);
    expect(addresses).toEqual(entries.map(({ email }) => email));
  });
});
