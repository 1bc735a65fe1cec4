import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suspect } from '../../src/invites/mistyped.ts';

const meant = (domain: string, own: string[] = []) => suspect(`ada@${domain}`, own)?.replace('ada@', '');

const companies =
  `google.com microsoft.com apple.com amazon.com meta.com netflix.com nvidia.com intel.com amd.com ibm.com
  oracle.com sap.com salesforce.com adobe.com cisco.com dell.com hp.com lenovo.com samsung.com sony.com
  siemens.com bosch.com bmw.de vw.de audi.de porsche.de daimler.com mercedes-benz.com continental.com zf.com
  basf.com bayer.com merck.com henkel.com beiersdorf.com adidas.com puma.com hugoboss.com zalando.de otto.de
  telekom.de vodafone.com o2.de dhl.com lufthansa.com tui.com db.com commerzbank.de allianz.de munichre.com
  eon.com rwe.com enbw.com aon.com axa.com zurich.com swissre.com ubs.com nestle.com roche.com
  novartis.com abb.com philips.com ing.com shell.com bp.com total.com orange.com airbus.com loreal.com
  danone.com michelin.com renault.com fiat.com eni.com ferrari.com inditex.com ikea.com volvo.com ericsson.com
  nokia.com maersk.com lego.com novonordisk.com equinor.com spotify.com klarna.com stripe.com slack.com notion.so
  figma.com github.com gitlab.com atlassian.com zoom.us cloud.com box.com dropbox.com hey.io live.io`.split(/\s+/);

describe('a mistyped domain', () => {
  it.each([
    ['gmial.com', 'gmail.com'],
    ['gamil.com', 'gmail.com'],
    ['gmal.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gnail.com', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.cm', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.cmo', 'gmail.com'],
    ['gmial.con', 'gmail.com'],
    ['googlemial.com', 'googlemail.com'],
    ['outlok.com', 'outlook.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotnail.com', 'hotmail.com'],
    ['yahooo.com', 'yahoo.com'],
    ['yaho.com', 'yahoo.com'],
    ['iclould.com', 'icloud.com'],
    ['gxm.de', 'gmx.de'],
    ['gmx.ed', 'gmx.de'],
    ['wbe.de', 'web.de'],
    ['porton.me', 'proton.me'],
    ['protonmial.com', 'protonmail.com'],
    ['t-onlin.de', 't-online.de'],
    ['some-company.con', 'some-company.com'],
    ['some-company.ogr', 'some-company.org'],
  ])('%s was probably meant to be %s', (written, expected) => {
    expect(meant(written)).toBe(expected);
  });

  it("is one edit away from one of the tenant's own", () => {
    const own = ['Acme-Works.io', 'bücher-welt.de', 'xn--bcher-kva.de'];
    expect(
      ['acme-work.io', 'acme-wroks.io', 'acmeworks.io', 'acme-worksx.io'].map((domain) => meant(domain, own)),
    ).toEqual(Array(4).fill('acme-works.io'));
    expect(meant('xn--bchr-0ra.de', own)).toBe('xn--bcher-kva.de');
  });

  it('is a look-alike with a letter of another script', () => {
    expect(meant('xn--cme-works-zyh.io', ['acme-works.io'])).toBe('acme-works.io');
  });

  it('keeps what stands before the @', () => {
    expect(suspect('a.b+c@gmial.com', [])).toBe('a.b+c@gmail.com');
  });

  it('is named for a single letter replaced, left out, doubled or swapped anywhere in the name of gmail.com', () => {
    const edits = fc.tuple(fc.nat({ max: 4 }), fc.constantFrom('replace', 'drop', 'double', 'swap'));
    fc.assert(
      fc.property(edits, ([place, edit]) => {
        const letters = [...'gmail.com'];
        const here = letters[place] ?? '';
        if (edit === 'replace') letters[place] = '0';
        if (edit === 'drop') letters.splice(place, 1);
        if (edit === 'double') letters.splice(place, 0, here);
        if (edit === 'swap' && place < 4) letters.splice(place, 2, letters[place + 1] ?? '', here);
        const written = letters.join('');
        const right = written === 'gmail.com' || written === 'mail.com';
        expect(meant(written)).toBe(right ? undefined : 'gmail.com');
      }),
    );
  });
});

describe('no alarm is raised', () => {
  it('for a hundred real companies', () => {
    expect(companies).toHaveLength(100);
    expect(companies.filter((domain) => meant(domain, ['roq.tech', 'acme-works.io']))).toEqual([]);
  });

  it('for a company by its own domain, whichever it is, or a part of it', () => {
    for (const domain of companies) {
      expect(meant(domain, [domain])).toBeUndefined();
      expect(meant(`mail.${domain}`, [domain])).toBeUndefined();
    }
  });

  it.each([
    'gmail.com',
    'googlemail.com',
    'ymail.com',
    'mail.com',
    'email.com',
    'gmx.net',
    'gmx.at',
    'me.com',
    'yahoo.co.uk',
    'hotmail.de',
    'yahoo.dk',
    'yahoo.co.id',
    'outlook.be',
    'cloud.com',
    'gmk.de',
    'wdr.de',
    'mae.com',
    'mail.gmial.example',
  ])('for %s', (domain) => {
    expect(meant(domain)).toBeUndefined();
    expect(meant(domain, ['gmaik.com', 'gmx.nat', 'ne.com'])).toBeUndefined();
  });

  it('for short names that are another company', () => {
    expect(meant('abd.io', ['abc.io'])).toBeUndefined();
    expect(meant('acb.io', ['abc.io'])).toBe('abc.io');
  });

  it('for a part of one own domain that looks like another', () => {
    expect(meant('mail.acme.io', ['acme.io', 'mall.acme.io'])).toBeUndefined();
  });

  it('for what holds no address', () => {
    expect(['', 'ada', '@gmial.com', 'ada@'].map((text) => suspect(text, ['']))).toEqual(Array(4).fill(undefined));
  });

  it('for a suggestion itself: it never leads to another', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}\.(com|con|de|ed|io|co)$/), (domain) => {
        const better = suspect(`ada@${domain}`, ['acme.com', 'acne.com', 'abc.io']);
        expect(better && suspect(better, ['acme.com', 'acne.com', 'abc.io'])).toBeUndefined();
      }),
    );
  });
});
