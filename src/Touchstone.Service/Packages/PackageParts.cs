using System.Text.RegularExpressions;

namespace Touchstone.Service.Packages;

/// <summary>The names a package may hold, and how long each part may be. No part is ever written to the name it brings.</summary>
internal static partial class PackageParts
{
    internal const string Manifest = "manifest.json";
    internal const string Signature = "manifest.sig";
    internal const string PublicKey = "public.pem";
    internal const string ReadMe = "README.txt";
    internal const string Result = "result.json.br";
    internal const string Findings = "findings.json";
    internal const string Report = "report.html";
    internal const string ReportJson = "report.json";
    internal const string Opinions = "opinions.json";
    internal const string SignedJson = "signed/report.json";
    internal const string SignedHtml = "signed/report.html";
    internal const string SignedPdf = "signed/report.pdf";
    internal const string SignedSignature = "signed/signature.json";
    internal const string Lines = "journal/lines.jsonl";
    internal const string Digests = "journal/digests.txt";
    internal const string Head = "journal/head.json";
    internal const string Specimen = "specimen.bin";

    /// <summary>Parts in an archive; more is no package.</summary>
    internal const int MostParts = 64;

    /// <summary>What a result may be unpacked, bytes; results with maps and pictures have some tens of megabytes.</summary>
    internal const long LongestResult = 1L << 30;

    internal static readonly IReadOnlyList<string> Required = [PublicKey, ReadMe, Result, Findings, Report, ReportJson, Opinions, Lines, Digests, Head];

    internal static string KeyOf(string id) => $"keys/{id}.pem";

    internal static bool IsKnown(string name) => name is Manifest or Signature or Specimen or SignedJson or SignedHtml or SignedPdf or SignedSignature || Required.Contains(name) || Key().IsMatch(name);

    /// <summary>The most bytes a part may have. The digests are the largest that is ours: 65 bytes for each line of the journal.</summary>
    internal static long Longest(string name) => name switch
    {
        Specimen => 16L << 30,
        Manifest => 1 << 20,
        Signature or PublicKey or Head or ReadMe => 1 << 14,
        SignedSignature => 1 << 14,
        Digests => 1L << 30,
        _ => Key().IsMatch(name) ? 1 << 14 : LongestResult,
    };

    [GeneratedRegex("^keys/[0-9a-f]{16}\\.pem$")]
    private static partial Regex Key();
}
