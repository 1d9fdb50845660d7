using Microsoft.AspNetCore.Identity;

namespace Touchstone.Service.Accounts;

/// <summary>A person who may sign in.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Name shown to colleagues and in the journal's readable form.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
