using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Touchstone.Media;
using Touchstone.Service.Cases;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Workbench;
using Touchstone.Workbench.Reports;

namespace Touchstone.Service.Analysis;

/// <summary>One examination, carried out by whichever worker gets it: at least once, its result stored exactly once.</summary>
/// <remarks>A killed worker leaves the row running; the scheduler fires the job again, and what was stored already ends it at once.</remarks>
internal sealed partial class ExaminationJob(Bench bench, ResultStore results, IBlobStore blobs, JournalStore journal, ILogger<ExaminationJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var id = Guid.ParseExact(context.JobDetail.Key.Name, "N");
        if (await BeginAsync(id, context.Scheduler.SchedulerInstanceId, cancellationToken) is not { } begun) return;
        using var file = await blobs.GetAsync(begun.Sha256, cancellationToken);
        if (file is null)
        {
            await EndAsync(id, row => SetAside(row, Codes.ServiceSpecimenGone, "The media are no longer stored, so they cannot be examined."), cancellationToken);
            return;
        }
        var examined = await bench.ExamineAsync(file.Path, cancellationToken);
        var stored = await results.PutAsync(examined, cancellationToken);
        await EndAsync(id, row => Complete(row, examined, stored), cancellationToken);
        LogDone(log, id, examined.Examination.Decision.Outcome);
    }

    /// <summary>Notes the beginning; null where there is nothing left to do.</summary>
    private Task<ExaminationStatus?> BeginAsync(Guid id, string node, CancellationToken cancel) => journal.WriteAsync<ExaminationStatus?>(async (database, pen) =>
    {
        var row = await database.Set<ExaminationRow>().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (row is null || row.State is not (ExaminationState.Queued or ExaminationState.Running)) return null;
        if (row.Attempts >= bench.Attempts)
        {
            SetAside(row, Codes.ServiceSetAside, $"The examination was begun {row.Attempts} times and never ended. It was put aside; look at the file, then ask again.");
            await TellAsync(database, pen, row, cancel);
            return null;
        }
        row.Attempts++;
        (row.State, row.Node, row.StartedAt) = (ExaminationState.Running, node, bench.Now);
        await CaseBook.TellAsync(database, ExaminationStatus.Of(row), cancel);
        return ExaminationStatus.Of(row);
    }, cancel);

    private Task<int> EndAsync(Guid id, Action<ExaminationRow> end, CancellationToken cancel) => journal.WriteAsync(async (database, pen) =>
    {
        var row = await database.Set<ExaminationRow>().SingleOrDefaultAsync(r => r.Id == id, cancel);
        // Another worker may have ended it in between, or a person cancelled it: what is stored stays.
        if (row is null || row.State != ExaminationState.Running) return 0;
        end(row);
        await TellAsync(database, pen, row, cancel);
        return 0;
    }, cancel);

    private static async Task TellAsync(Database database, JournalPen pen, ExaminationRow row, CancellationToken cancel)
    {
        var kind = row.State == ExaminationState.Done ? JournalKinds.ExaminationDone : JournalKinds.ExaminationSetAside;
        foreach (var subject in await CaseBook.TellAsync(database, ExaminationStatus.Of(row), cancel))
        {
            pen.Write(Actors.System, kind, subject.ToString(), new JsonObject
            {
                ["examination"] = row.Id.ToString(), ["sha256"] = row.Sha256, ["document"] = row.DocumentSha256, ["outcome"] = row.Outcome?.ToString(), ["code"] = row.Code,
            });
        }
    }

    private void SetAside(ExaminationRow row, string code, string message) =>
        (row.State, row.Code, row.Message, row.EndedAt) = (ExaminationState.SetAside, code, message, bench.Now);

    private void Complete(ExaminationRow row, Examined examined, string document)
    {
        var examination = examined.Examination;
        (row.State, row.EndedAt, row.DocumentSha256) = (ExaminationState.Done, bench.Now, document);
        (row.Outcome, row.Code, row.Message) = (examination.Decision.Outcome, examination.Fault?.Code, examination.Fault?.Message);
        row.Sentence = DecisionSentence.For(examination);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Examination {Id} ended: {Outcome}")]
    private static partial void LogDone(ILogger logger, Guid id, Engine.Decisions.Outcome outcome);
}
