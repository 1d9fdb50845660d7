namespace Touchstone.Media.Pixels;

/// <summary>What the header of a still image declares, before anything is decoded.</summary>
/// <param name="Width">Stored samples per line.</param>
/// <param name="Height">Stored lines.</param>
public sealed record PictureSize(long Width, long Height);
