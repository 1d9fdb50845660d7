using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Accounts;

/// <summary>The tables of this feature.</summary>
internal static class AccountTables
{
    internal static void Describe(ModelBuilder builder)
    {
        builder.Entity<Account>().Property(a => a.DisplayName).HasMaxLength(120);
        builder.Entity<ApiKeyRow>(key =>
        {
            key.ToTable("ApiKeys");
            key.HasKey(k => k.Id);
            key.Property(k => k.Name).HasMaxLength(80);
            key.Property(k => k.Scopes).HasMaxLength(200);
            key.HasIndex(k => k.SecretHash).IsUnique();
        });
    }
}
