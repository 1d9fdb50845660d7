using System.Security.Claims;

namespace Touchstone.Service.Journal;

/// <summary>Who did something, as the journal names it: an id, never a name.</summary>
public static class Actors
{
    /// <summary>The service itself.</summary>
    public const string System = "system";

    /// <summary>Somebody who did not say who they are, or could not show it.</summary>
    public const string Nobody = "anonymous";

    /// <summary>A person, by the id of the account.</summary>
    public static string Of(Guid account) => $"account:{account}";

    /// <summary>The person or key behind a request.</summary>
    public static string Of(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.FindFirstValue("key") is { } key) return $"key:{key}";
        return user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? $"account:{id}" : Nobody;
    }
}
