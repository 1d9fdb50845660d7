namespace Touchstone.Service.Packages;

/// <summary>What whoever opens the archive by hand reads first.</summary>
internal static class PackageReadMe
{
    internal const string Text =
        """
        This is a case package of Touchstone: what was found in a file, and what is needed to check it.

          report.html           the findings to read, in any browser
          report.json, findings.json   the same for programs
          opinions.json         every version of the examiner's opinion
          signed/               the report that the examiner signed last, with its signature
          result.json.br        everything as it was stored, maps and pictures included (JSON, Brotli)
          journal/              the lines of the journal about this case, the digests of all others up to its end, and the end, signed
          public.pem            the key of the laboratory; keys/ holds older ones
          specimen.bin          the file that was examined, where it was included
          manifest.json         the SHA-256 of every part
          manifest.sig          a signature over manifest.json by the key

        By hand:   openssl dgst -sha256 -verify public.pem -signature manifest.sig manifest.json
        In full:   touchstone package verify PACKAGE.zip --key KEY.pem
        Again:     touchstone package replay PACKAGE.zip [--specimen FILE]

        A signature says which key signed. Whose key that is, ask the laboratory by another way than this archive.

        """;
}
