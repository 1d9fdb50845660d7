using System.Globalization;
using System.Text;
using System.Text.Json;
using Touchstone.Media;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Reports;

/// <summary>What is signed: lines of text that bind a person, a moment and the digests of the forms of a report.</summary>
internal static class ReportStatement
{
    private const string Heading = "touchstone report signature 1";

    /// <summary>Writes the statement; a name keeps to its line.</summary>
    internal static string Write(CaseReport report, ReportDigests digests)
    {
        var (signer, opinion) = (report.Signer!, report.People.Opinion!);
        var name = new string([.. signer.Name.Select(c => char.IsControl(c) ? ' ' : c)]);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {Heading}
            case {report.Case.Number} {report.Case.Id}
            specimen {report.Case.Sha256}
            opinion {opinion.Version} {opinion.Id}
            json {digests.Json}
            html {digests.Html}
            pdf {digests.Pdf ?? "none"}
            signer {signer.Actor}
            name {name}
            confirmed {signer.Confirmed}
            at {JournalEntry.Text(signer.At)}
            key {report.JournalKey}

            """).ReplaceLineEndings("\n");
    }

    /// <summary>The value of a line, or null.</summary>
    internal static string? Value(string statement, string name) =>
        statement.Split('\n').FirstOrDefault(l => l.StartsWith(name + " ", StringComparison.Ordinal))?[(name.Length + 1)..];

    internal static bool IsOne(string statement) => statement.StartsWith(Heading + "\n", StringComparison.Ordinal);
}

/// <summary>Digests of the forms of a report.</summary>
/// <param name="Json">Of the form for programs.</param>
/// <param name="Html">Of the page.</param>
/// <param name="Pdf">Of the printed form; null where it was not printed.</param>
internal sealed record ReportDigests(string Json, string Html, string? Pdf);

/// <summary>The file of a signature.</summary>
/// <param name="Statement">The text that is signed.</param>
/// <param name="Signature">ECDSA over its SHA-256, DER in base 64.</param>
/// <param name="PublicKey">The key as PEM; whose it is, it cannot say itself.</param>
public sealed record ReportSignature(string Statement, string Signature, string PublicKey)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="ReportException">The bytes are no such file.</exception>
    internal static ReportSignature Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize<ReportSignature>(bytes, Json) is { } read && ReportStatement.IsOne(read.Statement)) return read;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new ReportException(Codes.ReportMalformed, "The signature's file cannot be read, or is of a later form than this program knows.");
    }

    /// <summary>Whether the key signed the statement.</summary>
    internal bool IsBy(JournalKey key)
    {
        var signature = new byte[Signature.Length];
        return Convert.TryFromBase64String(Signature, signature, out var length) && key.VerifiesDocument(Encoding.UTF8.GetBytes(Statement), signature.AsSpan(0, length));
    }
}

/// <summary>A report or its signature cannot be read.</summary>
public sealed class ReportException(string code, string message) : Exception(message)
{
    /// <summary>Code, of Codes.</summary>
    public string Code => code;
}
