using Touchstone.Engine.Views;
using Touchstone.Media;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Workbench.Views;

/// <summary>A view drawn as a picture with its scale, or the coded reason why it was not.</summary>
/// <param name="View">Id of the view.</param>
/// <param name="Name">File name without its ending: the view, and what tells its pictures apart.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Note">Parameters and facts.</param>
public sealed record DrawnView(string View, string Name, string Title, string Note)
{
    /// <summary>Unit of the values, or "".</summary>
    public string Unit { get; init; } = "";

    /// <summary>How its values became ink; null where it is no raster on a scale.</summary>
    public Ramp? Ramp { get; init; }

    /// <summary>Lower end of the scale; null where there is none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the scale.</summary>
    public double? High { get; init; }

    /// <summary>Cells per line before it was reduced to be shown; 0 for plots.</summary>
    public int Width { get; init; }

    /// <summary>Lines of cells.</summary>
    public int Height { get; init; }

    /// <summary>Pixels of the specimen a cell is wide; 0 where the axes are no pixels.</summary>
    public double CellSize { get; init; }

    /// <summary>Cells joined by their mean into one drawn, per axis.</summary>
    public int Reduction { get; init; } = 1;

    /// <summary>Share of the cells with a value that lie beyond the scale, 0 to 1.</summary>
    public double Beyond { get; init; }

    /// <summary>The picture as PNG; empty where there is a fault.</summary>
    public byte[] Png { get; init; } = [];

    /// <summary>Why it was not drawn, or null.</summary>
    public Fault? Fault { get; init; }
}

/// <summary>What was drawn of a file.</summary>
/// <param name="Pictures">The views in the order asked for.</param>
/// <param name="Lines">Structure and bytes as text, if they were asked for.</param>
/// <param name="TextFault">Why they are missing, or null.</param>
public sealed record ViewAnswer(IReadOnlyList<DrawnView> Pictures, IReadOnlyList<string> Lines, Fault? TextFault)
{
    /// <summary>The renderings that were asked for and could be made.</summary>
    public IReadOnlyList<Exhibit> Rendered { get; init; } = [];

    /// <summary>Why one of them is missing, or null.</summary>
    public Fault? RenderFault { get; init; }
}
