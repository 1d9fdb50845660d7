namespace Touchstone.Service.Journal.Folding;

/// <summary>One thing that is so, as the journal and the tables must both say it.</summary>
/// <param name="Subject">Id of a case, or SHA-256 of a content.</param>
/// <param name="Name">What of it.</param>
/// <param name="Value">How it is: ids, digests, states.</param>
public sealed record StateFact(string Subject, string Name, string Value);
