namespace Touchstone.Service.Analysis;

/// <summary>Where an examination stands.</summary>
public enum ExaminationState
{
    /// <summary>Waits for a worker.</summary>
    Queued,
    /// <summary>A worker has it.</summary>
    Running,
    /// <summary>Findings and a decision are there; a file that could not be examined counts, with its code.</summary>
    Done,
    /// <summary>Put aside after too many attempts; a person may ask again.</summary>
    SetAside,
    /// <summary>Cancelled by a person.</summary>
    Cancelled,
}
