using System.Security.Claims;
using System.Text.Json.Nodes;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>Who opened which case, for the journal.</summary>
public sealed class CaseAccess(JournalStore journal)
{
    /// <summary>Notes that someone opened a case.</summary>
    public Task NoteAsync(Guid subject, ClaimsPrincipal user, CancellationToken cancel) =>
        journal.WriteAsync((_, pen) => pen.Write(Actors.Of(user), JournalKinds.CaseViewed, subject.ToString(), new JsonObject()), cancel);
}
