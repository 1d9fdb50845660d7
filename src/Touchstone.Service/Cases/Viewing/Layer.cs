using Touchstone.Engine.Views;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Views;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>One picture or sound that can be looked at or heard in place of the evidence, made by the supervised process and kept.</summary>
/// <param name="View">The view or rendering it belongs to.</param>
/// <param name="Name">Its name, unique in its view.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Note">Parameters and facts.</param>
/// <param name="MediaType">Type of the stored bytes.</param>
/// <param name="Blob">Digest they are stored under; null where there is a fault.</param>
public sealed record Layer(string View, string Name, string Title, string Note, string MediaType, string? Blob)
{
    /// <summary>Unit of the values, or "".</summary>
    public string Unit { get; init; } = "";

    /// <summary>How values became ink, or null where there is no scale.</summary>
    public Ramp? Ramp { get; init; }

    /// <summary>Lower end of the scale.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the scale.</summary>
    public double? High { get; init; }

    /// <summary>Pixels of the evidence that one stored value stands for; 0 where the axes are no pixels.</summary>
    public double CellSize { get; init; }

    /// <summary>Values joined by their mean into one drawn, per axis.</summary>
    public int Reduction { get; init; } = 1;

    /// <summary>Pixels of the evidence it covers from the left edge; 0 where it shows another plane.</summary>
    public double Extent { get; init; }

    /// <summary>How it is cut into tiles; null where it is one file.</summary>
    public TileGrid? Tiles { get; init; }

    /// <summary>Time of the evidence at which a film or sound begins.</summary>
    public double StartSeconds { get; init; }

    /// <summary>Mean rate of a film's frames, where the container says it.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Code of the reason why it was not made, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Whether it lies over the evidence, point on point.</summary>
    public bool IsPlaced => Extent > 0;

    internal static Layer Of(DrawnView drawn, string? blob) => new(drawn.View, drawn.Name, drawn.Title, drawn.Fault?.Message ?? drawn.Note, "image/png", blob)
    {
        Unit = drawn.Unit, Ramp = drawn.Ramp, Low = drawn.Low, High = drawn.High, CellSize = drawn.CellSize, Reduction = drawn.Reduction, Code = drawn.Fault?.Code,
        // A raster is joined in whole groups, which may reach over the edge; a picture in colour is shrunk exactly.
        Extent = drawn.CellSize * (drawn.Ramp is null ? drawn.Width : (drawn.Width + drawn.Reduction - 1) / drawn.Reduction * drawn.Reduction),
    };

    internal static Layer Of(Exhibit rendered, string blob) => new(rendered.Name, rendered.Name, rendered.Name, rendered.Derivation, rendered.MediaType, blob)
    {
        CellSize = 1, Extent = rendered.SourceWidth, Reduction = rendered.Width == rendered.SourceWidth ? 1 : 2, Tiles = rendered.Name == Renderings.Tiles ? new TileGrid(rendered.Width, rendered.Height) : null, StartSeconds = rendered.StartSeconds ?? 0, FramesPerSecond = rendered.FramesPerSecond,
    };
}
