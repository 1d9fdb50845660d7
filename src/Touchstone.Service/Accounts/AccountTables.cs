using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Accounts.Keys;

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
        builder.Entity<SessionRow>(session =>
        {
            session.ToTable("Sessions");
            session.HasKey(s => s.Id);
            session.Property(s => s.Agent).HasMaxLength(120);
            session.HasIndex(s => s.KeyHash).IsUnique();
            session.HasIndex(s => s.Account);
        });
    }
}
