using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Cases.Access;

/// <summary>Whom a restricted case is open to: "account:ID", "key:ID" or "role:NAME".</summary>
internal sealed class CaseGrantRow
{
    public required Guid Case { get; init; }
    public required string Grantee { get; init; }
}

/// <summary>The table of grants.</summary>
internal static class AccessTables
{
    internal static void Describe(ModelBuilder builder) => builder.Entity<CaseGrantRow>(row =>
    {
        row.ToTable("CaseGrants");
        row.HasKey(r => new { r.Case, r.Grantee });
        row.Property(r => r.Grantee).HasMaxLength(64);
    });

    /// <summary>The cases that this viewer may see.</summary>
    internal static IQueryable<CaseRow> For(this IQueryable<CaseRow> rows, DbContext database, CaseViewer viewer)
    {
        if (viewer.SeesAll) return rows;
        var names = viewer.Names;
        return rows.Where(c => !c.IsRestricted || database.Set<CaseGrantRow>().Any(g => g.Case == c.Id && names.Contains(g.Grantee)));
    }

    /// <summary>The same of one case that is read already.</summary>
    internal static async Task<bool> AdmitsAsync(this CaseRow row, DbContext database, CaseViewer viewer, CancellationToken cancel)
    {
        if (viewer.SeesAll || !row.IsRestricted) return true;
        var names = viewer.Names;
        return await database.Set<CaseGrantRow>().AnyAsync(g => g.Case == row.Id && names.Contains(g.Grantee), cancel);
    }
}
