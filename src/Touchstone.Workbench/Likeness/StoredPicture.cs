using Touchstone.Engine.Likeness;

namespace Touchstone.Workbench.Likeness;

/// <summary>A picture of a store.</summary>
/// <param name="Name">The path it was added under.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
/// <param name="Record">By what it is found again.</param>
public sealed record StoredPicture(string Name, string Sha256, PictureRecord Record);
