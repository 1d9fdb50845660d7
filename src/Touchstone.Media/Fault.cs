namespace Touchstone.Media;

/// <summary>Whether a missing view is the nature of the material or a defect of it.</summary>
public enum FaultKind
{
    /// <summary>The material has no such thing by nature: a detector is not applicable.</summary>
    Absent,

    /// <summary>The material is damaged, hostile or passes a limit: a detector fails with the code.</summary>
    Damaged,
}

/// <summary>A coded reason why something could not be read, and what to do about it.</summary>
/// <param name="Kind">Absent by nature, or damaged.</param>
/// <param name="Code">One of <see cref="Codes"/>.</param>
/// <param name="Message">One sentence for a person: what it is and what to do.</param>
public sealed record Fault(FaultKind Kind, string Code, string Message)
{
    /// <summary>A fault of the material's nature.</summary>
    public static Fault Absent(string code, string message) => new(FaultKind.Absent, code, message);

    /// <summary>A fault of damaged or hostile material.</summary>
    public static Fault Damaged(string code, string message) => new(FaultKind.Damaged, code, message);
}
