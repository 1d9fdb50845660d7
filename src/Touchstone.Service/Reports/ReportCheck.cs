using System.Security.Cryptography;
using Touchstone.Media;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Reports;

/// <summary>Checks a signed report from anywhere, with no service at hand.</summary>
public static class ReportCheck
{
    private static readonly string[] Forms = ["json", "html", "pdf"];

    /// <summary>Checks that a file is one of the forms that were signed, and the signature.</summary>
    /// <param name="file">The report: JSON, page or PDF.</param>
    /// <param name="signature">The bytes of signature.json.</param>
    /// <param name="publicPem">The laboratory's key, from another way than the report; null takes the one in the signature's file, which leaves open whose it is.</param>
    /// <exception cref="ReportException">The signature's file is none.</exception>
    /// <exception cref="CryptographicException">The PEM holds no key.</exception>
    public static ReportChecked Run(Stream file, byte[] signature, string? publicPem)
    {
        var signed = ReportSignature.Read(signature);
        var faults = new List<ReportFault>();
        using var key = JournalKey.OpenPublic(publicPem ?? signed.PublicKey);
        if (!signed.IsBy(key)) faults.Add(new ReportFault(Codes.ReportSignature, $"The statement is not signed by the key {key.Id}."));
        var digest = Convert.ToHexStringLower(SHA256.HashData(file));
        var form = Forms.FirstOrDefault(f => ReportStatement.Value(signed.Statement, f) == digest);
        if (form is null) faults.Add(new ReportFault(Codes.ReportDigest, $"The file, SHA-256 {digest}, is none of the forms that were signed."));
        return new ReportChecked(signed.Statement, form, key.Id, faults);
    }
}

/// <summary>What a check of a report found.</summary>
/// <param name="Statement">What was signed, as text.</param>
/// <param name="Form">Which form the file is: json, html or pdf; null for none of them.</param>
/// <param name="Key">Id of the key it was held against.</param>
/// <param name="Faults">What does not hold.</param>
public sealed record ReportChecked(string Statement, string? Form, string Key, IReadOnlyList<ReportFault> Faults);

/// <summary>Something that does not hold.</summary>
/// <param name="Code">Code, of Codes.</param>
/// <param name="Text">In words.</param>
public sealed record ReportFault(string Code, string Text);
