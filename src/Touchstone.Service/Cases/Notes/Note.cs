namespace Touchstone.Service.Cases.Notes;

/// <summary>What became of a note.</summary>
public enum NoteStatus
{
    /// <summary>Says something; nothing is to be done.</summary>
    Remark,
    /// <summary>Someone has to look at it.</summary>
    Open,
    /// <summary>It was looked at.</summary>
    Settled,
}

/// <summary>A note as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Author">Who wrote it: an id.</param>
/// <param name="WrittenAt">When.</param>
/// <param name="Text">The text; null once it was erased.</param>
/// <param name="Place">What the writer looked at, as the query of the case's address; null for the case as a whole.</param>
/// <param name="Status">What became of it.</param>
public sealed record Note(Guid Id, string Author, DateTimeOffset WrittenAt, string? Text, string? Place, NoteStatus Status);

/// <summary>A note to be written.</summary>
/// <param name="Case">The case.</param>
/// <param name="Text">1 to 4,000 characters.</param>
/// <param name="Place">What the writer looks at, or null.</param>
/// <param name="Status">Remark or open.</param>
/// <param name="Actor">Who writes.</param>
public sealed record NewNote(Guid Case, string Text, string? Place, NoteStatus Status, string Actor);
