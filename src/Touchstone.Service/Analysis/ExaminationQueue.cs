using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Touchstone.Engine;
using Touchstone.Service.Analysis.Scheduling;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Folding;
using Touchstone.Service.Platform;
using Touchstone.Workbench;

namespace Touchstone.Service.Analysis;

/// <summary>Who waits, in which order, and when no more may.</summary>
/// <remarks>The table says what has to be done; the scheduler only carries it out. What the table holds and the scheduler lost is scheduled again by <see cref="ExaminationSweep"/>.</remarks>
public sealed class ExaminationQueue(ServiceOptions options, IDbContextFactory<Database> databases, ISchedulerFactory schedulers, TimeProvider time)
{
    private const string Group = "examinations";

    // With so many places left, what was counted a moment ago is room enough: who is taken in counts again under the journal's lock.
    private const int Margin = 32;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Channel<ExaminationStatus> _asked = Channel.CreateUnbounded<ExaminationStatus>(new UnboundedChannelOptions { SingleReader = true });
    private long _roomSeen;

    // Asked most often: compiled once.
    private readonly Func<Database, CancellationToken, Task<int>> _waiting = EF.CompileAsyncQuery((Database database, CancellationToken cancel) =>
        database.Set<ExaminationRow>().Count(r => r.State == ExaminationState.Queued));
    private readonly Func<Database, string, string, CancellationToken, Task<ExaminationRow?>> _byKey = EF.CompileAsyncQuery((Database database, string sha256, string policy, CancellationToken cancel) =>
        database.Set<ExaminationRow>().SingleOrDefault(r => r.Sha256 == sha256 && r.EngineVersion == Examination.CurrentEngineVersion && r.PolicyHash == policy));
    private readonly Func<Database, Guid, CancellationToken, Task<ExaminationRow?>> _byId = EF.CompileAsyncQuery((Database database, Guid id, CancellationToken cancel) =>
        database.Set<ExaminationRow>().AsNoTracking().SingleOrDefault(r => r.Id == id));

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    /// <summary>Refuses before anything is taken in; room that was seen a moment ago is not looked for again.</summary>
    /// <exception cref="QueueFullException">As many wait as may.</exception>
    internal Task RefuseEarlyAsync(CancellationToken cancel) =>
        Volatile.Read(ref _roomSeen) is not 0 and var seen && time.GetElapsedTime(seen) < Moment ? Task.CompletedTask : RefuseIfFullAsync(cancel);

    /// <exception cref="QueueFullException">As many wait as may.</exception>
    public async Task RefuseIfFullAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await RefuseIfFullAsync(database, cancel);
    }

    /// <summary>The examination of this specimen by this engine and policy: the one there is, or a new one that waits.</summary>
    /// <exception cref="QueueFullException">A new one is needed, and as many wait as may.</exception>
    public async Task<ExaminationStatus> RequestAsync(Database database, JournalPen pen, ExaminationRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(pen);
        ArgumentNullException.ThrowIfNull(request);
        var policy = PolicyFile.Default.ContentHash;
        var row = await _byKey(database, request.Sha256, policy, cancel);
        // Put aside, cancelled, or deleted with its findings: whoever brings the media again wants to know anew.
        var again = row is { State: ExaminationState.SetAside or ExaminationState.Cancelled } or { State: ExaminationState.Done, DocumentSha256: null };
        if (row is null || again) await RefuseIfFullAsync(database, cancel);
        if (again) row!.WaitAgain();
        if (row is null)
        {
            row = new ExaminationRow
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()), Sha256 = request.Sha256, Kind = request.Kind, EngineVersion = Examination.CurrentEngineVersion, PolicyHash = policy,
                State = ExaminationState.Queued, RequestedAt = time.GetUtcNow(),
            };
            database.Add(row);
        }
        pen.Write(request.Actor, JournalKinds.ExaminationRequested, request.Case.ToString(), new JsonObject
        {
            ["examination"] = row.Id.ToString(), ["sha256"] = row.Sha256, ["engine"] = row.EngineVersion, ["policy"] = row.PolicyHash, ["state"] = row.State.ToString(), ["document"] = row.DocumentSha256,
        });
        return ExaminationStatus.Of(row);
    }

    /// <summary>Has a waiting examination handed to the scheduler soon, and does not wait for it.</summary>
    internal void HandOver(ExaminationStatus examination) => _asked.Writer.TryWrite(examination);

    /// <summary>What <see cref="HandOver"/> was given, for <see cref="HandingOver"/>.</summary>
    internal ChannelReader<ExaminationStatus> Asked => _asked.Reader;

    /// <summary>Hands a waiting examination to the scheduler; handing it over twice changes nothing.</summary>
    public Task ScheduleAsync(ExaminationStatus examination, CancellationToken cancel) => ScheduleAsync([examination], cancel);

    /// <summary>The same for several, in one transaction.</summary>
    internal async Task ScheduleAsync(IReadOnlyCollection<ExaminationStatus> examinations, CancellationToken cancel)
    {
        // The same content may have been brought twice.
        var waiting = examinations.Where(e => e.State == ExaminationState.Queued).DistinctBy(e => e.Id).ToList();
        if (waiting.Count == 0) return;
        var scheduler = await schedulers.GetScheduler(cancel);
        var jobs = waiting.ToDictionary(e => JobBuilder.Create<ExaminationJob>().WithIdentity(KeyOf(e.Id)).RequestRecovery().Build(), IReadOnlyCollection<ITrigger> (e) =>
            [TriggerBuilder.Create().WithIdentity(e.Id.ToString("N")).WithExecutionGroup(e.Kind.ToString()).StartNow().Build()]);
        try
        {
            await scheduler.ScheduleJobs(jobs, cancellationToken: cancel);
        }
        catch (ObjectAlreadyExistsException)
        {
            // One of them waits already, and then none was stored.
            if (waiting.Count > 1) foreach (var one in waiting) await ScheduleAsync(one, cancel);
        }
    }

    /// <summary>Hands an examination whose process broke down to the scheduler again, a little later each time: the same at once would meet the same want of memory.</summary>
    internal async Task ScheduleAgainAsync(ExaminationStatus failed, CancellationToken cancel)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        var trigger = TriggerBuilder.Create().ForJob(KeyOf(failed.Id)).WithIdentity($"{failed.Id:N}-{failed.Attempts}").WithExecutionGroup(failed.Kind.ToString())
            .StartAt(time.GetUtcNow() + failed.Attempts * BetweenAttempts).Build();
        await scheduler.ScheduleJob(trigger, cancellationToken: cancel);
    }

    /// <summary>Examinations by state, newest first.</summary>
    public async Task<IReadOnlyList<ExaminationStatus>> ListAsync(ExaminationState? state, int count, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await database.Set<ExaminationRow>().AsNoTracking().Where(r => state == null || r.State == state).OrderByDescending(r => r.RequestedAt).Take(count).ToListAsync(cancel);
        return [.. rows.Select(ExaminationStatus.Of)];
    }

    /// <summary>How many are in each state but done.</summary>
    public async Task<IReadOnlyDictionary<ExaminationState, int>> OpenCountsAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        // What is done is most of the table, and nobody waits for it; the others are named, so that the index finds them.
        return await database.Set<ExaminationRow>()
            .Where(r => r.State == ExaminationState.Queued || r.State == ExaminationState.Running || r.State == ExaminationState.SetAside || r.State == ExaminationState.Cancelled)
            .GroupBy(r => r.State).ToDictionaryAsync(g => g.Key, g => g.Count(), cancel);
    }

    /// <summary>One examination, or null.</summary>
    public async Task<ExaminationStatus?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await _byId(database, id, cancel) is { } row ? ExaminationStatus.Of(row) : null;
    }

    /// <summary>The newest examination of a specimen, or null.</summary>
    public async Task<ExaminationStatus?> OfAsync(string sha256, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Set<ExaminationRow>().AsNoTracking().Where(r => r.Sha256 == sha256).OrderByDescending(r => r.RequestedAt).FirstOrDefaultAsync(cancel);
        return row is null ? null : ExaminationStatus.Of(row);
    }

    /// <summary>Gives the examinations of a deleted content up: results go, what still waits or runs is put aside. Returns the digests of the results, for whoever removes the bytes.</summary>
    internal static async Task<IReadOnlyList<string>> ForgetAsync(Database database, JournalPen pen, string sha256, CancellationToken cancel)
    {
        var rows = await database.Set<ExaminationRow>().Where(r => r.Sha256 == sha256).ToListAsync(cancel);
        string[] digests = [.. rows.Select(r => r.DocumentSha256).OfType<string>()];
        foreach (var row in rows)
        {
            row.DocumentSha256 = null;
            if (row.State is ExaminationState.Queued or ExaminationState.Running) await ExaminationRecord.EndGoneAsync(database, pen, row, cancel);
        }
        return digests;
    }

    /// <summary>What the table says of every examination.</summary>
    internal static async IAsyncEnumerable<StateFact> FactsAsync(Database database)
    {
        await foreach (var row in database.Set<ExaminationRow>().AsNoTracking().AsAsyncEnumerable())
            yield return new StateFact(row.Sha256, $"examination {row.Id}", row.State switch
            {
                ExaminationState.Done => $"done {row.DocumentSha256 ?? "none"} {row.Outcome?.ToString() ?? "none"}", ExaminationState.SetAside => "set-aside", ExaminationState.Cancelled => "cancelled", _ => "open",
            });
    }

    internal static JobKey KeyOf(Guid examination) => new(examination.ToString("N"), Group);

    /// <summary>What waits or runs, oldest first. Ten thousand may wait, and every node asks again and again: no more of each than its state.</summary>
    internal async Task<IReadOnlyList<(Guid Id, ExaminationState State)>> OpenAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await database.Set<ExaminationRow>().Where(r => r.State == ExaminationState.Queued || r.State == ExaminationState.Running).OrderBy(r => r.RequestedAt).Select(r => new { r.Id, r.State }).ToListAsync(cancel);
        return [.. rows.Select(r => (r.Id, r.State))];
    }

    /// <summary>What the scheduler has.</summary>
    internal async Task<IReadOnlySet<Guid>> ScheduledAsync(CancellationToken cancel)
    {
        var keys = await (await schedulers.GetScheduler(cancel)).GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), cancel);
        return keys.Select(k => Guid.ParseExact(k.Name, "N")).ToHashSet();
    }

    private async Task RefuseIfFullAsync(Database database, CancellationToken cancel)
    {
        var waiting = await _waiting(database, cancel);
        Volatile.Write(ref _roomSeen, waiting + Margin < options.QueueLimit ? time.GetTimestamp() : 0);
        if (waiting >= options.QueueLimit) throw new QueueFullException(options.QueueLimit);
    }
}
