using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Touchstone.Media;
using Touchstone.Service.Cases;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Analysis;

/// <summary>What a person may order: to give up an examination, and to try again what was put aside or given up.</summary>
public sealed class ExaminationOrders(ExaminationQueue queue, JournalStore journal, ISchedulerFactory schedulers, TimeProvider time)
{
    /// <summary>Gives up an examination that waits or runs; the process that examines is stopped, on another node within its next check-in (5 s).</summary>
    /// <returns>How it stands now, or null where there is none.</returns>
    /// <exception cref="ServiceException">It has ended already.</exception>
    public async Task<ExaminationStatus?> CancelAsync(Guid id, string actor, CancellationToken cancel)
    {
        var status = await ChangeAsync(id, actor, JournalKinds.ExaminationCancelled, row =>
        {
            if (row.State is not (ExaminationState.Queued or ExaminationState.Running)) throw new ServiceException(Codes.ServiceExaminationState, $"The examination is {row.State}: only one that waits or runs can be cancelled.");
            (row.State, row.EndedAt) = (ExaminationState.Cancelled, time.GetUtcNow());
        }, cancel);
        if (status is null) return null;
        // What still waits in the scheduler finds the row cancelled when its turn comes; taking it out here would race with a job that is just ending.
        await (await schedulers.GetScheduler(cancel)).Interrupt(ExaminationQueue.KeyOf(id), cancel);
        return status;
    }

    /// <summary>Lets an examination that was put aside or cancelled wait again, with all its attempts.</summary>
    /// <returns>How it stands now, or null where there is none.</returns>
    /// <exception cref="ServiceException">It waits, runs or is done.</exception>
    public async Task<ExaminationStatus?> RetryAsync(Guid id, string actor, CancellationToken cancel)
    {
        await queue.RefuseIfFullAsync(cancel);
        var status = await ChangeAsync(id, actor, JournalKinds.ExaminationRetried, row =>
        {
            if (row.State is not (ExaminationState.SetAside or ExaminationState.Cancelled)) throw new ServiceException(Codes.ServiceExaminationState, $"The examination is {row.State}: only one that was set aside or cancelled can be asked for again.");
            row.WaitAgain();
        }, cancel);
        if (status is not null) await queue.ScheduleAsync(status, cancel);
        return status;
    }

    private Task<ExaminationStatus?> ChangeAsync(Guid id, string actor, string kind, Action<ExaminationRow> change, CancellationToken cancel) =>
        journal.WriteAsync<ExaminationStatus?>(async (database, pen) =>
        {
            if (await database.Set<ExaminationRow>().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } row) return null;
            change(row);
            foreach (var subject in await CaseBook.TellAsync(database, ExaminationStatus.Of(row), cancel))
                pen.Write(actor, kind, subject.ToString(), new JsonObject { ["examination"] = row.Id.ToString(), ["sha256"] = row.Sha256 });
            return ExaminationStatus.Of(row);
        }, cancel);
}
