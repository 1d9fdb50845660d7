using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Cases;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Folding;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;
using Touchstone.Workbench;

namespace Touchstone.Service.Reports;

/// <summary>Signed reports: made, stored as the very bytes that were signed, and never made anew.</summary>
public sealed class SignedReports(IDbContextFactory<Database> databases, JournalStore journal, JournalKey key, IBlobStore blobs, ReportMaker maker)
{
    /// <summary>The signed reports of a case, newest first.</summary>
    public async Task<IReadOnlyList<SignedReport>> OfAsync(Guid subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return [.. (await database.Set<SignedReportRow>().AsNoTracking().Where(r => r.Case == subject).OrderByDescending(r => r.SignedAt).ToListAsync(cancel)).Select(SignedReport.Of)];
    }

    /// <summary>Makes the forms of the report and signs them on behalf of a person who was confirmed.</summary>
    /// <exception cref="ServiceException">The newest opinion is not this person's.</exception>
    internal async Task<SignedReport> SignAsync(CaseSummary found, Examined examined, Signer signer, CancellationToken cancel)
    {
        var report = await maker.GatherAsync(found, examined, signer, cancel);
        if (report.People.Opinion is not { Texts: not null } opinion || opinion.Author != signer.Actor)
            throw new ServiceException(Codes.ServiceInvalid, "An examiner signs a report on an opinion of their own. Write yours first; where a colleague wrote the newest version, write one after it.");
        var forms = await maker.MakeAsync(report, cancel);
        var digests = new ReportDigests(await StoreAsync(forms.Json, cancel), await StoreAsync(forms.Html, cancel), forms.Pdf is { } pdf ? await StoreAsync(pdf, cancel) : null);
        var statement = ReportStatement.Write(report, digests);
        var row = new SignedReportRow
        {
            Id = Guid.CreateVersion7(signer.At), Case = found.Id, Opinion = opinion.Version, Signer = signer.Actor, SignedAt = signer.At, Json = digests.Json, Html = digests.Html, Pdf = digests.Pdf,
            Statement = statement, Signature = key.SignDocument(Encoding.UTF8.GetBytes(statement)), PublicKey = key.PublicPem,
        };
        return await journal.WriteAsync(async (database, pen) =>
        {
            if (await OpinionBook.NewestAsync(database, found.Id, cancel) != opinion.Version) throw new ServiceException(Codes.ServiceInvalid, "Meanwhile a newer version of the opinion was written. Read it, then sign.");
            if (!await Disposal.IsHeldAsync(database, found.Sha256))
            {
                // Deleted while the report was made: nothing that shows the media may stay.
                foreach (var digest in new[] { row.Json, row.Html, row.Pdf }.OfType<string>()) await blobs.DeleteAsync(digest, cancel);
                throw new ServiceException(Codes.ServiceSpecimenGone, "The media of this case are no longer stored.");
            }
            database.Add(row);
            pen.Write(signer.Actor, JournalKinds.ReportSigned, found.Id.ToString(), new JsonObject
            {
                ["report"] = row.Id.ToString(), ["opinion"] = opinion.Version, ["json"] = row.Json, ["html"] = row.Html, ["pdf"] = row.Pdf,
                ["statement"] = DigestOf(statement), ["confirmed"] = signer.Confirmed,
            });
            return SignedReport.Of(row);
        }, cancel);
    }

    /// <summary>One form of a signed report as a stored file, or null where there is none.</summary>
    internal async Task<BlobFile?> OpenAsync(SignedReport report, ReportForm form, CancellationToken cancel) =>
        (form switch { ReportForm.Json => report.Json, ReportForm.Html => report.Html, _ => report.Pdf }) is { } digest ? await blobs.GetAsync(digest, cancel) : null;

    /// <summary>Gives up the forms of the signed reports of these cases; returns their digests, for whoever removes the bytes. Statements and signatures stay.</summary>
    internal static async Task<IReadOnlyList<string>> ForgetAsync(Database database, IReadOnlyCollection<Guid> subjects, CancellationToken cancel)
    {
        var rows = await database.Set<SignedReportRow>().Where(r => subjects.Contains(r.Case) && !r.IsDeleted).ToListAsync(cancel);
        foreach (var row in rows) row.IsDeleted = true;
        return [.. rows.SelectMany(r => new[] { r.Json, r.Html, r.Pdf }).OfType<string>()];
    }

    /// <summary>What the table says of every signed report.</summary>
    internal static async IAsyncEnumerable<StateFact> FactsAsync(Database database)
    {
        await foreach (var row in database.Set<SignedReportRow>().AsNoTracking().AsAsyncEnumerable())
            yield return new StateFact(row.Case.ToString(), $"report {row.Id}", $"{row.Json} {row.Html} {row.Pdf ?? "none"} {DigestOf(row.Statement)}{(row.IsDeleted ? " deleted" : "")}");
    }

    internal static string DigestOf(string statement) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statement)));

    private Task<string> StoreAsync(byte[] bytes, CancellationToken cancel) => blobs.MakeAsync(Path.GetTempPath(), file => file.WriteAsync(bytes, cancel).AsTask(), cancel);
}

/// <summary>A signed report.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Opinion">The version of the opinion in it.</param>
/// <param name="Signer">Who signed, as the journal names them.</param>
/// <param name="Name">Their name when they signed.</param>
/// <param name="SignedAt">When.</param>
/// <param name="Json">SHA-256 of the form for programs.</param>
/// <param name="Html">SHA-256 of the page.</param>
/// <param name="Pdf">SHA-256 of the printed form, or null where it was not printed.</param>
/// <param name="Deleted">Whether its forms were deleted with the media they show.</param>
/// <param name="Signature">Statement and signature.</param>
public sealed record SignedReport(Guid Id, int Opinion, string Signer, string Name, DateTimeOffset SignedAt, string Json, string Html, string? Pdf, bool Deleted, ReportSignature Signature)
{
    internal static SignedReport Of(SignedReportRow row) => new(
        row.Id, row.Opinion, row.Signer, ReportStatement.Value(row.Statement, "name") ?? row.Signer, row.SignedAt, row.Json, row.Html, row.Pdf, row.IsDeleted,
        new ReportSignature(row.Statement, Convert.ToBase64String(row.Signature), row.PublicKey));
}
