using System.Text.RegularExpressions;

namespace Touchstone.Provenance.Fingerprints;

/// <summary>One condition of a rule.</summary>
/// <param name="Places">Places looked at; empty for all.</param>
/// <param name="Keys">Keys looked at, compared without case; empty for all.</param>
/// <param name="Test">Kind of test.</param>
/// <param name="Value">What the test compares with.</param>
/// <param name="Pattern">The pattern of a test that has one, compiled when first needed. It cannot backtrack, so its time grows with the text alone.</param>
internal sealed record FingerprintCondition(IReadOnlyList<string> Places, IReadOnlyList<string> Keys, TextTest Test, string Value, Lazy<Regex>? Pattern)
{
    internal bool Concerns(StatedText text) =>
        (Places.Count == 0 || Places.Contains(text.Place)) && (Keys.Count == 0 || Keys.Contains(text.Key, StringComparer.OrdinalIgnoreCase));
}

/// <summary>A row of the table.</summary>
/// <param name="Id">Stable id: "comfyui.prompt".</param>
/// <param name="Generator">Who or what it points to; "{1}" is what the first condition's text says.</param>
/// <param name="Class">What it says of the media.</param>
/// <param name="All">Conditions that must hold together, each in some text of the same basis.</param>
/// <param name="Precision">How far a hit can be relied on, in words.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Date">When it was last checked.</param>
internal sealed record FingerprintRule(string Id, string Generator, FingerprintClass Class, IReadOnlyList<FingerprintCondition> All, string Precision, string Source, string Date);

/// <summary>A watermark with a fixed message (see <see cref="FixedWatermark"/>).</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Generator">Who embeds it.</param>
/// <param name="Bits">The message, zeros and ones.</param>
/// <param name="Accepted">Fewest bits that must agree.</param>
/// <param name="Precision">How far a hit can be relied on, in words.</param>
/// <param name="Source">Where the message comes from.</param>
/// <param name="Date">When it was last checked.</param>
internal sealed record WatermarkRule(string Id, string Generator, IReadOnlyList<bool> Bits, int Accepted, string Precision, string Source, string Date);

/// <summary>A mark that exists and cannot be read here.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Carriers">Where it is used.</param>
/// <param name="Why">What reading it would take.</param>
public sealed record UnreadableMark(string Name, string Carriers, string Why);

/// <summary>Kinds of test on a text.</summary>
internal enum TextTest
{
    /// <summary>The text is there.</summary>
    Present,
    /// <summary>Equal without case.</summary>
    Equals,
    /// <summary>Contained without case.</summary>
    Contains,
    /// <summary>A regular expression finds something.</summary>
    Regex,
    /// <summary>A JSON object has all these properties at its top.</summary>
    JsonTop,
    /// <summary>An object within a JSON document, three levels down at most, has all these properties.</summary>
    JsonNested,
    /// <summary>A JSON object, or the one under "AIGC", has any of these properties.</summary>
    JsonAny,
    /// <summary>A property of a JSON object, or of the one under "AIGC", written "name~pattern", has a value that the pattern finds; a missing one counts as "".</summary>
    JsonField,
}
