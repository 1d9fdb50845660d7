using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Workbench.Documents;
using Touchstone.Workbench.Rates;
using Touchstone.Workbench.Reports;

namespace Touchstone.Service.Reports;

/// <summary>The report for programs: what people said and what the program said, in parts of their own. These bytes are what is signed.</summary>
internal static class CaseReportJson
{
    /// <summary>The form written here.</summary>
    internal const int Form = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // A file of its own, never part of a page: names stay readable in it.
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    internal static byte[] Write(CaseReport report)
    {
        var (found, examination) = (report.Case, report.Examined.Examination);
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            touchstoneCaseReport = Form,
            report.State,
            report.MadeAt,
            @case = new { found.Number, found.Id, found.Title, found.OpenedAt },
            specimen = new { found.Sha256, found.Bytes, found.Kind, found.Format },
            rights = report.People.Rights,
            examiner = Examiner(report.People),
            signedBy = report.Signer,
            custody = report.Custody,
            tool = new
            {
                engine = examination.EngineVersion,
                policy = new { name = examination.Decision.PolicyName, version = examination.Decision.PolicyVersion, sha256 = examination.Decision.PolicyHash },
                decision = DecisionSentence.For(examination),
                notAnswered = Answer.All(report.Examined).Where(a => a.Kind is AnswerKind.NotAnswered or AnswerKind.NotApplicable).Select(a => new { question = Sentences.Heading(a.Question), why = a.Text }),
                errorRates = examination.Findings.Where(f => f.State == FindingState.Measured).Select(f => Rates(report, f)),
                errorRateTable = report.Rates is not { } table ? null : new { table.Sha256, table.Material, table.Engine, table.Sources },
                material = Material.Of(examination.Specimen),
                bounds = Limits.Default,
                examination = Published(report),
            },
            report.JournalKey,
        }, Json);
    }

    private static object? Examiner(Statements people) => people.Opinion is not { } opinion ? null : new
    {
        opinion.Id, opinion.Version, opinion.Author, name = people.Examiner, opinion.WrittenAt, asked = opinion.Texts?.Asked, opinion = opinion.Texts?.Text, limits = opinion.Texts?.Limits,
    };

    private static object Rates(CaseReport report, Finding finding)
    {
        var known = RateMatch.Of(report.Rates, finding, Material.Of(report.Examined.Examination.Specimen));
        return new
        {
            detector = finding.DetectorId, name = MethodCard.NameOf(finding.DetectorId), version = finding.DetectorVersion, finding.Question, calibrator = finding.Evidence?.CalibratorId,
            known.Authentic, known.Manipulated, notKnown = known.Remark, measuredOn = FindingSection.CardOf(finding.DetectorId)?["Measured on"],
        };
    }

    private static JsonObject Published(CaseReport report) => ExaminationJson.Published(report.Case.Title, report.Examined.Examination, withArrays: false);
}
