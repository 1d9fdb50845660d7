namespace Touchstone.Service.Accounts.SingleSignOn;

/// <summary>Why somebody who came from the provider is not let in.</summary>
internal enum SignOnRefusal
{
    /// <summary>The provider's answer does not hold, or it refused.</summary>
    Provider,
    /// <summary>It does not say who the person is.</summary>
    Unnamed,
    /// <summary>The address belongs to an account that was made another way.</summary>
    Taken,
    /// <summary>The account is closed.</summary>
    Closed,
    /// <summary>The roles cannot be given.</summary>
    Roles,
    /// <summary>The identity belongs to another account, or the link was not begun here.</summary>
    Linked,
    /// <summary>There is no administrator yet.</summary>
    Unready,
}

/// <summary>Refusals in words. The page gets the name alone, so that no link can put words of a stranger on it.</summary>
internal static class SignOnRefusals
{
    /// <summary>The words of a name, or null for none.</summary>
    internal static string? TextOf(string? name) => !Enum.TryParse<SignOnRefusal>(name, out var refusal) ? null : refusal switch
    {
        SignOnRefusal.Unnamed => "Your organisation did not say who you are: it must give a subject and an address of e-mail.",
        SignOnRefusal.Taken => "There is an account with your address already. Sign in to it as before, and link it with your organisation under “Your account”.",
        SignOnRefusal.Closed => "This account is closed. Ask an administrator.",
        SignOnRefusal.Roles => "Your roles could not be set. Ask an administrator.",
        SignOnRefusal.Linked => "This could not be linked: your organisation's account belongs to another account here, or the link was not begun on this page.",
        SignOnRefusal.Unready => "This service has no administrator yet: the first account is made by the link that stands where it was started.",
        _ => "Your organisation's answer could not be accepted. Try again; if it stays so, tell an administrator.",
    };
}
