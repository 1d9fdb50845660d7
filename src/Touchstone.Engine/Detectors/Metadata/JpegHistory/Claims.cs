using Touchstone.Media.Metadata;

namespace Touchstone.Engine.Detectors.Metadata.JpegHistory;

/// <summary>What the metadata claims about the writer of the file.</summary>
internal sealed record Claims(string? Make, string? Model, string? Software, string? Xmp)
{
    internal static Claims Of(MediaMetadata? metadata) => new(
        metadata?.Find("Exif IFD0", "Make")?.Trim(), metadata?.Find("Exif IFD0", "Model")?.Trim(), metadata?.Find("Exif IFD0", "Software")?.Trim(), metadata?.Xmp);

    internal bool IsCamera => !string.IsNullOrEmpty(Make) && !string.IsNullOrEmpty(Model);

    internal string Camera => $"{Make} {Model}";

    internal bool NamesAdobe => Mentions("Adobe") || Mentions("Photoshop") || Mentions("Lightroom");

    private bool Mentions(string word) =>
        Software?.Contains(word, StringComparison.OrdinalIgnoreCase) == true || Xmp?.Contains($"CreatorTool>{word}", StringComparison.OrdinalIgnoreCase) == true
        || Xmp?.Contains($"CreatorTool=\"{word}", StringComparison.OrdinalIgnoreCase) == true;
}
