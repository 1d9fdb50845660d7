namespace Touchstone.Service.Reports;

/// <summary>One version of an examiner's opinion; no version is ever written over.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">1 for the first of the case.</param>
/// <param name="Author">Who wrote it, as the journal names people.</param>
/// <param name="WrittenAt">When.</param>
/// <param name="Texts">What it says; null once it was erased with the media.</param>
/// <param name="Salt">Salt of the digest in the journal, base 64.</param>
public sealed record Opinion(Guid Id, int Version, string Author, DateTimeOffset WrittenAt, OpinionTexts? Texts, string Salt);

/// <summary>What an examiner says.</summary>
/// <param name="Asked">What was to be examined, and the propositions held against each other; up to 4,000 characters.</param>
/// <param name="Text">The opinion; 1 to 20,000 characters.</param>
/// <param name="Limits">What it does not cover; up to 4,000 characters.</param>
public sealed record OpinionTexts(string Asked, string Text, string Limits)
{
    /// <summary>Most characters of the question and of the limits.</summary>
    public const int LongestShort = 4000;

    /// <summary>Most characters of the opinion.</summary>
    public const int LongestText = 20_000;

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem() =>
        Text.Length is 0 or > LongestText ? $"An opinion has 1 to {LongestText:N0} characters."
        : Asked.Length > LongestShort || Limits.Length > LongestShort ? $"What was asked and the limits have up to {LongestShort:N0} characters."
        : (Asked + Text + Limits).Contains('\0', StringComparison.Ordinal) ? "A text holds no zero bytes." : null;

    internal OpinionTexts Trimmed() => new(Asked.Trim(), Text.Trim(), Limits.Trim());
}
