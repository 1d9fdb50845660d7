using Touchstone.Engine.Views;

namespace Touchstone.Workbench.Views;

/// <summary>A stretch of bytes.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Bytes.</param>
public sealed record ByteRange(long Offset, int Length);

/// <summary>Which views are drawn of a file.</summary>
/// <param name="Names">Ids of <see cref="ViewCatalog"/>, in order.</param>
/// <param name="Settings">What was set of them.</param>
public sealed record ViewTerms(IReadOnlyList<string> Names, ViewSettings Settings)
{
    /// <summary>Most bytes of one hex dump.</summary>
    public const int MaximumHexBytes = 1 << 20;

    /// <summary>Shortest and longest edge of a drawn picture that may be asked for, pixels.</summary>
    public const int LeastEdge = 256, MostEdge = 16_384;

    // An id no detector has: facts are wanted, findings are not.
    internal const string NoDetector = "none";

    /// <summary>Absolute path of the file a difference is taken to, or null.</summary>
    public string? Against { get; init; }

    /// <summary>Longest edge of a drawn picture, pixels; what is larger is shown reduced, and says so.</summary>
    public int Edge { get; init; } = 1600;

    /// <summary>Whether the structure of the file is written out.</summary>
    public bool Tree { get; init; }

    /// <summary>Whether rasters come alone, a pixel a cell, for a viewer that prints scale and words beside them; else each on a sheet with both.</summary>
    public bool Bare { get; init; }

    /// <summary>Renderings of the whole evidence that a viewer shows, of <see cref="Renderings"/>.</summary>
    public IReadOnlyList<string> Rendered { get; init; } = [];

    /// <summary>Bytes to be dumped, or null.</summary>
    public ByteRange? Hex { get; init; }
}
