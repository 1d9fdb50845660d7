using System.Security.Claims;

namespace Touchstone.Service.Journal;

/// <summary>Who did something, as the journal names it: an id, never a name.</summary>
public static class Actors
{
    /// <summary>The service itself.</summary>
    public const string System = "system";

    /// <summary>The id of the person or key behind a request.</summary>
    public static string Of(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? "account:" + id : "anonymous";
    }
}
