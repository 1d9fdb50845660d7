using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts;

/// <summary>The link by which the first administrator comes in: good once, for this start of the service, only while there is no account.</summary>
public sealed class FirstAdministrator(ServiceOptions options, IDbContextFactory<Database> databases, AccountDirectory accounts) : IDisposable
{
    private readonly string _token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The link, or null when there are accounts.</summary>
    public async Task<string?> LinkAsync(CancellationToken cancel) => await IsNeededAsync(cancel) ? $"{(options.PublicUrl ?? options.Url).TrimEnd('/')}/account/first?token={_token}" : null;

    /// <summary>Whether a link opens the way now.</summary>
    public async Task<bool> AdmitsAsync(string? token, CancellationToken cancel) => IsToken(token) && await IsNeededAsync(cancel);

    /// <summary>Makes the first account; returns what is wrong, empty when it was made.</summary>
    public async Task<IReadOnlyList<string>> CreateAsync(string? token, string email, string name, string password, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (!await AdmitsAsync(token, cancel)) return ["This link is no longer good: there is an account already, or the service was started again. Its newest link stands where the service was started."];
            return await accounts.CreateAsync(new NewAccount(email, name, password, [Roles.Admin, Roles.Examiner]), Actors.System, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private bool IsToken(string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(token), System.Text.Encoding.UTF8.GetBytes(_token));

    private async Task<bool> IsNeededAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return !await database.Users.AnyAsync(cancel);
    }
}
