using System.Text.Json;
using Touchstone.Media;
using Touchstone.Service.Cases;
using Touchstone.Service.Journal;
using Touchstone.Service.Reports;
using Touchstone.Workbench;

namespace Touchstone.Service.Packages;

/// <summary>What people said of a case, in its package: opinions with all versions, and the newest signed report; each held against the journal.</summary>
public sealed class PackageStatements(OpinionBook opinions, SignedReports signed, ReportMaker maker, JournalStore journal)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", RespectRequiredConstructorParameters = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Part, string Member)[] Forms = [(PackageParts.SignedJson, "json"), (PackageParts.SignedHtml, "html"), (PackageParts.SignedPdf, "pdf")];

    /// <summary>Writes the report as it is now, the opinions, and the newest signed report.</summary>
    internal async Task TakeAsync(CaseSummary found, Examined examined, JournalHead end, PartFolder parts, CancellationToken cancel)
    {
        var report = await maker.GatherAsync(found, examined, null, cancel);
        foreach (var (form, part) in new[] { (ReportForm.Json, PackageParts.ReportJson), (ReportForm.Html, PackageParts.Report) })
            await File.WriteAllBytesAsync(parts.PathOf(part), await maker.MakeAsync(report, form, cancel), cancel);
        // What was written after the journal's part has no line in it.
        var lines = (await journal.OfAsync(found.Id.ToString(), cancel)).Where(l => l.Sequence <= end.Sequence).ToList();
        var written = (await opinions.OfAsync(found.Id, cancel)).Where(o => lines.Any(l => l.DataText("opinion") == o.Id.ToString()));
        await File.WriteAllBytesAsync(parts.PathOf(PackageParts.Opinions), JsonSerializer.SerializeToUtf8Bytes(written, Json), cancel);
        if ((await signed.OfAsync(found.Id, cancel)).FirstOrDefault(r => lines.Any(l => l.DataText("report") == r.Id.ToString())) is not { Deleted: false } newest) return;
        await File.WriteAllBytesAsync(parts.PathOf(PackageParts.SignedSignature), newest.Signature.ToBytes(), cancel);
        foreach (var (form, part) in new[] { (ReportForm.Json, PackageParts.SignedJson), (ReportForm.Html, PackageParts.SignedHtml), (ReportForm.Pdf, PackageParts.SignedPdf) })
        {
            using var file = await signed.OpenAsync(newest, form, cancel);
            if (file is not null) File.Copy(file.Path, parts.PathOf(part));
        }
    }

    /// <summary>Holds opinions and the signed report against the lines of the case.</summary>
    internal static void Check(PackageFile file, IReadOnlyList<JournalEntry> lines, IReadOnlyDictionary<string, JournalKey> keys, Action<string, string> fault)
    {
        // What was written before the media were deleted is gone, and the journal says so.
        var kept = lines.SkipWhile(l => lines.Any(c => c.Kind == JournalKinds.CaseCleared && c.Sequence > l.Sequence)).ToList();
        CheckOpinions(file, [.. lines.Where(l => l.Kind == JournalKinds.OpinionWritten)], [.. kept.Where(l => l.Kind == JournalKinds.OpinionWritten)], fault);
        if (kept.LastOrDefault(l => l.Kind == JournalKinds.ReportSigned) is { } line) CheckSigned(file, line, keys, fault);
        else if (file.Names.Any(n => n.StartsWith("signed/", StringComparison.Ordinal))) fault(Codes.PackageContradiction, "The package holds a signed report of which the journal knows nothing.");
    }

    private static void CheckOpinions(PackageFile file, IReadOnlyList<JournalEntry> written, IReadOnlyList<JournalEntry> kept, Action<string, string> fault)
    {
        var opinions = Read(file);
        if (opinions.Count != written.Count) fault(Codes.PackageContradiction, $"The journal knows {written.Count} versions of the opinion, the package holds {opinions.Count}.");
        foreach (var line in kept)
        {
            var opinion = opinions.FirstOrDefault(o => o.Id.ToString() == line.DataText("opinion"));
            if (opinion?.Texts is not { } texts || opinion.Author != line.Actor || OpinionBook.DigestOf(texts, Convert.FromBase64String(opinion.Salt)) != line.DataText("texts"))
                fault(Codes.PackageContradiction, $"Version {line.Data["version"]} of the opinion is not the one that the journal names.");
        }
    }

    private static void CheckSigned(PackageFile file, JournalEntry line, IReadOnlyDictionary<string, JournalKey> keys, Action<string, string> fault)
    {
        foreach (var (part, member) in Forms)
        {
            if (line.DataText(member) is not { } digest) continue;
            if (!file.Holds(part)) fault(Codes.PackagePartMissing, $"The part {part} is missing: the journal says that it was signed.");
            else if (file.Copy(part, Stream.Null, PackageParts.Longest(part)).Sha256 != digest) fault(Codes.ReportDigest, $"The part {part} is not the one that was signed.");
        }
        if (!file.Holds(PackageParts.SignedSignature))
        {
            fault(Codes.PackagePartMissing, "The signature of the report is missing.");
            return;
        }
        try
        {
            var signature = ReportSignature.Read(file.Read(PackageParts.SignedSignature));
            if (SignedReports.DigestOf(signature.Statement) != line.DataText("statement")) fault(Codes.PackageContradiction, "The statement that was signed is not the one that the journal names.");
            if (!keys.Values.Any(signature.IsBy)) fault(Codes.ReportSignature, "The report is not signed by a key of the package.");
        }
        catch (ReportException e)
        {
            fault(e.Code, e.Message);
        }
    }

    /// <exception cref="PackageException">The part cannot be read.</exception>
    private static List<Opinion> Read(PackageFile file)
    {
        try
        {
            return JsonSerializer.Deserialize<List<Opinion>>(file.Read(PackageParts.Opinions), Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new PackageException(Codes.PackageMalformed, "The part with the opinions cannot be read.", e);
        }
    }
}
