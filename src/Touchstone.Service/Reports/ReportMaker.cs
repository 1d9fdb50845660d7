using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Touchstone.Service.Cases;
using Touchstone.Service.Journal;
using Touchstone.Workbench;

namespace Touchstone.Service.Reports;

/// <summary>Makes the forms of a report.</summary>
public sealed class ReportMaker(CaseReports reports, ReportPrinter printer, TimeProvider time)
{
    /// <summary>Gathers what the report says now.</summary>
    internal Task<CaseReport> GatherAsync(CaseSummary found, Examined examined, Signer? signer, CancellationToken cancel) =>
        reports.GatherAsync(found, examined, signer?.At ?? time.GetUtcNow(), signer, cancel);

    /// <summary>All forms; the printed one only where there is a Chromium.</summary>
    internal async Task<ReportForms> MakeAsync(CaseReport report, CancellationToken cancel)
    {
        var json = CaseReportJson.Write(report);
        var html = PageOf(report, json);
        return new ReportForms(json, Encoding.UTF8.GetBytes(html), printer.IsThere ? await printer.PrintAsync(html, cancel) : null);
    }

    /// <summary>One form.</summary>
    /// <exception cref="Platform.ServiceException">The printed one was asked for, and cannot be printed here.</exception>
    internal async Task<byte[]> MakeAsync(CaseReport report, ReportForm form, CancellationToken cancel)
    {
        var json = CaseReportJson.Write(report);
        return form switch
        {
            ReportForm.Json => json,
            ReportForm.Html => Encoding.UTF8.GetBytes(PageOf(report, json)),
            _ => await printer.PrintAsync(PageOf(report, json), cancel),
        };
    }

    /// <summary>Writes down that a report left the service.</summary>
    internal static Task NoteAsync(JournalStore journal, Guid subject, ReportForm form, byte[] bytes, string actor, CancellationToken cancel) =>
        journal.WriteAsync((_, pen) => pen.Write(actor, JournalKinds.ReportMade, subject.ToString(), new JsonObject
        {
            ["form"] = form.ToString().ToLowerInvariant(), ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        }), cancel);

    private static string PageOf(CaseReport report, byte[] json) => CaseReportPage.Write(report, Convert.ToHexStringLower(SHA256.HashData(json)));
}

/// <summary>How a report is given.</summary>
public enum ReportForm
{
    /// <summary>For programs.</summary>
    Json,
    /// <summary>A page, whole in itself.</summary>
    Html,
    /// <summary>To print.</summary>
    Pdf,
}

/// <summary>A report in all its forms.</summary>
internal sealed record ReportForms(byte[] Json, byte[] Html, byte[]? Pdf);
