using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Touchstone.Engine;
using Touchstone.Media;
using Touchstone.Service.Cases;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Workbench;
using Touchstone.Workbench.Reports;

namespace Touchstone.Service.Analysis;

/// <summary>What becomes of an examination, from its beginning to its end: each step one transaction of row, cases and journal.</summary>
internal sealed class ExaminationRecord(ServiceOptions options, JournalStore journal, IDbContextFactory<Database> databases, TimeProvider time)
{
    // A worker that dies says nothing of the file: machines are restarted. A file at which so many died is put aside all the same.
    internal const int MostDeaths = 20;

    /// <summary>What is said of media that are no longer there.</summary>
    internal static readonly Fault Gone = Fault.Damaged(Codes.ServiceSpecimenGone, "The media are no longer stored, so they cannot be examined.");

    /// <summary>Notes the beginning; null where there is nothing left to do.</summary>
    internal Task<ExaminationStatus?> BeginAsync(Guid id, string node, CancellationToken cancel) => journal.WriteAsync<ExaminationStatus?>(async (database, pen) =>
    {
        var row = await database.Set<ExaminationRow>().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (row is null || row.State is not (ExaminationState.Queued or ExaminationState.Running)) return null;
        // Whoever began before and never reported is dead, or so slow that the scheduler took it for dead.
        if (row.State == ExaminationState.Running && ++row.Deaths >= MostDeaths)
        {
            SetAside(row, pen, Codes.ServiceSetAside, $"The worker died {row.Deaths} times while it examined this file. It was put aside; look at the file, then ask again.");
            await TellAsync(database, pen, row, cancel);
            return null;
        }
        (row.State, row.Node, row.StartedAt, row.StepsDone, row.Steps) = (ExaminationState.Running, node, time.GetUtcNow(), 0, 0);
        await CaseBook.TellAsync(database, ExaminationStatus.Of(row), cancel);
        return ExaminationStatus.Of(row);
    }, cancel);

    /// <summary>Stores the result, unless it has ended otherwise meanwhile; the answer names the result that counts.</summary>
    internal Task<ExaminationStatus> CompleteAsync(Guid id, Examined examined, string document, CancellationToken cancel) => EndAsync(id, (row, _) =>
    {
        var examination = examined.Examination;
        (row.State, row.EndedAt, row.DocumentSha256) = (ExaminationState.Done, time.GetUtcNow(), document);
        (row.Outcome, row.Code, row.Message, row.Diagnostics) = (examination.Decision.Outcome, examination.Fault?.Code, examination.Fault?.Message, null);
        (row.Sentence, row.StandsOut) = (DecisionSentence.For(examination), Pointers.Sentence(examination));
    }, cancel);

    /// <summary>Puts it aside at once: another attempt would end the same.</summary>
    internal Task SetAsideAsync(Guid id, Fault fault, CancellationToken cancel) => EndAsync(id, (row, pen) => SetAside(row, pen, fault.Code, fault.Message), cancel);

    /// <summary>Counts an attempt at which the supervised process broke down: it waits for another, or is put aside after the last.</summary>
    internal async Task<ExaminationStatus> FailAsync(Guid id, Breakdown breakdown, CancellationToken cancel) => await EndAsync(id, (row, pen) =>
    {
        row.Attempts++;
        row.Diagnostics = breakdown.Diagnostics;
        if (row.Attempts >= options.Attempts) SetAside(row, pen, breakdown.Fault.Code, breakdown.Fault.Message);
        else (row.State, row.Code, row.Message) = (ExaminationState.Queued, breakdown.Fault.Code, breakdown.Fault.Message);
    }, cancel);

    /// <summary>Lets it wait again as if it had not begun, where it still runs.</summary>
    internal Task HandBackAsync(Guid id, CancellationToken cancel) => EndAsync(id, (row, _) => row.State = ExaminationState.Queued, cancel);

    /// <summary>How far it is: no fact that anything rests on, so it stands in no journal and a failure to write it is none of the examination.</summary>
    internal async Task NoteProgressAsync(Guid id, ExaminationProgress step, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.Set<ExaminationRow>().Where(r => r.Id == id && r.State == ExaminationState.Running)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.StepsDone, step.Done).SetProperty(x => x.Steps, step.Of), cancel);
    }

    /// <summary>Whether something runs on this node.</summary>
    internal async Task<bool> AnyRunsAtAsync(string node, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<ExaminationRow>().AnyAsync(r => r.State == ExaminationState.Running && r.Node == node, cancel);
    }

    /// <summary>Puts aside what waited or ran when its media were deleted; whoever runs it finds it ended.</summary>
    internal static Task EndGoneAsync(Database database, JournalPen pen, ExaminationRow row, CancellationToken cancel)
    {
        SetAside(row, pen, Gone.Code, Gone.Message);
        return TellAsync(database, pen, row, cancel);
    }

    private Task<ExaminationStatus> EndAsync(Guid id, Action<ExaminationRow, JournalPen> end, CancellationToken cancel) => journal.WriteAsync(async (database, pen) =>
    {
        var row = await database.Set<ExaminationRow>().SingleAsync(r => r.Id == id, cancel);
        // Another worker may have ended it in between, or a person cancelled it: what is stored stays.
        if (row.State != ExaminationState.Running) return ExaminationStatus.Of(row);
        end(row, pen);
        await TellAsync(database, pen, row, cancel);
        return ExaminationStatus.Of(row);
    }, cancel);

    private static async Task TellAsync(Database database, JournalPen pen, ExaminationRow row, CancellationToken cancel)
    {
        var subjects = await CaseBook.TellAsync(database, ExaminationStatus.Of(row), cancel);
        if (row.State is not (ExaminationState.Done or ExaminationState.SetAside)) return;
        var kind = row.State == ExaminationState.Done ? JournalKinds.ExaminationDone : JournalKinds.ExaminationSetAside;
        foreach (var subject in subjects)
        {
            pen.Write(Actors.System, kind, subject.ToString(), new JsonObject
            {
                ["examination"] = row.Id.ToString(), ["sha256"] = row.Sha256, ["document"] = row.DocumentSha256, ["outcome"] = row.Outcome?.ToString(), ["code"] = row.Code,
            });
        }
    }

    private static void SetAside(ExaminationRow row, JournalPen pen, string code, string message) =>
        (row.State, row.Code, row.Message, row.EndedAt) = (ExaminationState.SetAside, code, message, pen.Now);
}
