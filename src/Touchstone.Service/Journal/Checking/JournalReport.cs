namespace Touchstone.Service.Journal.Checking;

/// <summary>What a check of the journal found.</summary>
/// <param name="End">The last line.</param>
/// <param name="Keys">Ids of the keys it was signed with, in their order.</param>
/// <param name="Newer">Lines after the one that the head file names; a node that stopped between the two, or other nodes, wrote them.</param>
/// <param name="Faults">What does not hold, in the order of lines, the first <see cref="JournalVerifier.FaultsKept"/>.</param>
/// <param name="FaultCount">How many there are in all.</param>
public sealed record JournalReport(JournalHead End, IReadOnlyList<string> Keys, long Newer, IReadOnlyList<JournalFault> Faults, long FaultCount)
{
    /// <summary>Whether everything holds.</summary>
    public bool Holds => FaultCount == 0;
}

/// <summary>Something that does not hold.</summary>
/// <param name="Line">Place of the line, 1 for the first that is stored; 0 for the journal as a whole.</param>
/// <param name="Code">Code, of Codes.</param>
/// <param name="Text">In words.</param>
public sealed record JournalFault(long Line, string Code, string Text);
