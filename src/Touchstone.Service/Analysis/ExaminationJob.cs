using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Quartz;
using Touchstone.Engine;
using Touchstone.Service.Telemetry;
using Touchstone.Workbench;

namespace Touchstone.Service.Analysis;

/// <summary>One examination, carried out by whichever worker gets it: at least once, its result stored exactly once.</summary>
/// <remarks>A killed worker leaves the row running; the scheduler fires the job again, and what was stored already ends it at once.</remarks>
internal sealed partial class ExaminationJob(Bench bench, StoredContent stores, ExaminationRecord record, ExaminationQueue queue, ILogger<ExaminationJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var id = Guid.ParseExact(context.JobDetail.Key.Name, "N");
        if (await record.BeginAsync(id, context.Scheduler.SchedulerInstanceId, cancellationToken) is not { } begun) return;
        var clock = Stopwatch.GetTimestamp();
        using var activity = Instruments.Activities.StartActivity("examination")?.SetTag("touchstone.examination", id).SetTag("touchstone.kind", begun.Kind);
        var ended = "HandedBack";
        try
        {
            ended = await CarryOutAsync(begun, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A person cancelled it, then its row says so already; or this node stops, then another takes it over.
            await record.HandBackAsync(id, CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            // A store or a database that fails says nothing of the file: no attempt is counted, and the sweep has it carried out later.
            LogFailed(log, e, id);
            await record.HandBackAsync(id, CancellationToken.None);
        }
        finally
        {
            activity?.SetTag("touchstone.ended", ended);
            Instruments.Examinations.Record(Stopwatch.GetElapsedTime(clock).TotalSeconds, new("kind", begun.Kind.ToString()), new("ended", ended));
        }
    }

    /// <summary>Carries it out; returns how it ended: its decision, or a code.</summary>
    private async Task<string> CarryOutAsync(ExaminationStatus begun, CancellationToken cancel)
    {
        using var file = await stores.Media.GetAsync(begun.Sha256, cancel);
        if (file is null)
        {
            await record.SetAsideAsync(begun.Id, ExaminationRecord.Gone, cancel);
            return ExaminationRecord.Gone.Code;
        }
        var examined = await ExamineAsync(begun.Id, file.Path, cancel);
        if (examined.Breakdown is { } breakdown)
        {
            var failed = await record.FailAsync(begun.Id, breakdown, cancel);
            if (failed.State == ExaminationState.Queued) await queue.ScheduleAgainAsync(failed, cancel);
            LogBroken(log, begun.Id, breakdown.Fault.Code, failed.Attempts);
            return breakdown.Fault.Code;
        }
        var stored = await stores.Results.PutAsync(examined, cancel);
        // Cancelled, deleted or ended by another worker meanwhile: what counts is not this result, so its bytes go.
        if ((await record.CompleteAsync(begun.Id, examined, stored, cancel)).DocumentSha256 != stored)
        {
            await stores.Results.DropAsync(stored, CancellationToken.None);
            return "Superseded";
        }
        LogDone(log, begun.Id, examined.Examination.Decision.Outcome);
        return examined.Examination.Decision.Outcome.ToString();
    }

    /// <summary>Examines, and writes down once a second how far it is.</summary>
    private async Task<Examined> ExamineAsync(Guid id, string path, CancellationToken cancel)
    {
        ExaminationProgress? told = null, written = null;
        var examining = bench.ExamineAsync(path, step => told = told is { } known && known.Done > step.Done ? known : step, cancel);
        while (await Task.WhenAny(examining, bench.Second(cancel)) != examining)
        {
            cancel.ThrowIfCancellationRequested();
            if (told is { } step && step != written) await record.NoteProgressAsync(id, written = step, cancel);
        }
        return await examining;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Examination {Id} ended: {Outcome}")]
    private static partial void LogDone(ILogger logger, Guid id, Engine.Decisions.Outcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The process of examination {Id} broke down ({Code}), attempt {Attempt}")]
    private static partial void LogBroken(ILogger logger, Guid id, string code, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Examination {Id} could not be carried out and is handed back")]
    private static partial void LogFailed(ILogger logger, Exception e, Guid id);
}
