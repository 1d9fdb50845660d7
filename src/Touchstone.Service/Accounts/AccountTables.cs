using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Accounts;

/// <summary>The tables of this feature.</summary>
internal static class AccountTables
{
    internal static void Describe(ModelBuilder builder) => builder.Entity<Account>(account =>
    {
        account.Property(a => a.DisplayName).HasMaxLength(120);
    });
}
