using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts.Changing;

/// <summary>Changes accounts and writes their lines in one transaction: what Identity saves is stored together with the line, or not at all.</summary>
public sealed class AccountChanges(IServiceScopeFactory scopes, JournalStore journal)
{
    /// <summary>Changes something; returns what is wrong, empty when it was stored. Nothing is stored where anything is wrong.</summary>
    /// <param name="work">Gets Identity's accounts on the tables of the transaction, those tables, and the pen. Passwords are hashed within: rare enough for others to wait for.</param>
    /// <param name="cancel">Gives up before anything is stored.</param>
    internal async Task<IReadOnlyList<string>> MakeAsync(Func<UserManager<Account>, Database, JournalPen, Task<IdentityResult>> work, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await journal.WriteAsync(async (database, pen) =>
            {
                var store = new UserStore<Account, IdentityRole<Guid>, Database, Guid>(database);
                using var users = ActivatorUtilities.CreateInstance<UserManager<Account>>(scope.ServiceProvider, store);
                var result = await work(users, database, pen);
                return result.Succeeded ? 0 : throw new RefusedException(result);
            }, cancel);
            return [];
        }
        catch (RefusedException e)
        {
            return [.. e.Result.Errors.Select(error => error.Description)];
        }
    }

    /// <summary>The first of these steps that is wrong, or that all are done; what comes after a wrong one is not begun.</summary>
    internal static async Task<IdentityResult> InTurnAsync(params IEnumerable<Func<Task<IdentityResult>>> steps)
    {
        foreach (var step in steps)
            if (await step() is { Succeeded: false } wrong) return wrong;
        return IdentityResult.Success;
    }

    /// <summary>Something is wrong, in words.</summary>
    internal static IdentityResult Wrong(string what) => IdentityResult.Failed(new IdentityError { Code = nameof(AccountChanges), Description = what });

    // Leaves the transaction: an exception alone takes back what was saved in it.
    private sealed class RefusedException(IdentityResult result) : Exception
    {
        internal IdentityResult Result => result;
    }
}
