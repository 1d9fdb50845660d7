namespace Touchstone.Service.Accounts;

/// <summary>What people may do. A person has one or more.</summary>
public static class Roles
{
    /// <summary>Reads cases.</summary>
    public const string Viewer = "Viewer";
    /// <summary>Brings in material, asks for examinations, writes notes.</summary>
    public const string Analyst = "Analyst";
    /// <summary>As an analyst, and gives an opinion and signs reports.</summary>
    public const string Examiner = "Examiner";
    /// <summary>Rules on cases sent to a person.</summary>
    public const string Reviewer = "Reviewer";
    /// <summary>Makes and runs courses.</summary>
    public const string Trainer = "Trainer";
    /// <summary>Reads everything, the journal included, and changes nothing.</summary>
    public const string Auditor = "Auditor";
    /// <summary>Accounts, keys, retention.</summary>
    public const string Admin = "Admin";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Analyst, Examiner, Reviewer, Trainer, Auditor, Admin];
}
