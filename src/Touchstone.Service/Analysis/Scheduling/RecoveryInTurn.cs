using Quartz.Impl.AdoJobStore;

namespace Touchstone.Service.Analysis.Scheduling;

/// <summary>Lets what a dead node had begun go on from its old place in the line.</summary>
/// <remarks>The scheduler runs it again at the time it was begun, which is later than everything that waited then was asked for: behind all of it. A node that starts again after its own death uses the time it was
/// due; here the cluster does so too.</remarks>
internal sealed class RecoveryInTurn : PostgreSQLDelegate
{
    // Nothing that firing on acquisition asks for is overridden here.
    public override bool SupportsFireOnAcquire => true;

    public override async ValueTask<List<FiredTriggerRecord>> SelectFiredTriggerRecords(ConnectionAndTransactionHolder conn, FiredTriggerQuery query, CancellationToken cancellationToken = default)
    {
        var fired = await base.SelectFiredTriggerRecords(conn, query, cancellationToken);
        // Only what was begun says that it asks for recovery; how long something has been reserved is read from the same time.
        return fired.ConvertAll(f => f.JobRequestsRecovery ? f with { FireTimestamp = f.ScheduleTimestamp } : f);
    }
}
