using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Decisions;

/// <summary>What happens to the specimen next.</summary>
public enum Outcome
{
    /// <summary>Nothing speaks against it, with calibrated evidence for every question the policy asks.</summary>
    Clear,
    /// <summary>A person looks.</summary>
    Review,
    /// <summary>The evidence supports manipulation as far as the policy asks.</summary>
    Flag,
}

/// <summary>Why, by code.</summary>
/// <param name="Code">One of the decision codes in <see cref="Media.Codes"/>.</param>
/// <param name="Question">The question, or null for the whole specimen.</param>
/// <param name="Text">One sentence.</param>
public sealed record DecisionReason(string Code, Question? Question, string Text);

/// <summary>The outcome of a policy on a set of assessments.</summary>
/// <param name="Outcome">Clear, review or flag.</param>
/// <param name="Reasons">Every reason, strongest outcome first.</param>
/// <param name="PolicyName">The policy.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="PolicyHash">Its content hash.</param>
public sealed record Decision(Outcome Outcome, IReadOnlyList<DecisionReason> Reasons, string PolicyName, int PolicyVersion, string PolicyHash)
{
    /// <summary>Identity of the operating point that was in force, or "none".</summary>
    public string OperatingPoint { get; init; } = "none";

    /// <summary>The gates whose mandates stood for this specimen, in the order of their questions: name, version and content hash.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];
}
