using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Views;

/// <summary>How values become ink.</summary>
public enum Ramp
{
    /// <summary>The colours of the maps, dark to bright; also for signed values, with zero in the middle of the scale.</summary>
    Even,

    /// <summary>Black to white, for samples as stored.</summary>
    Grey,

    /// <summary>A wheel of hues, for angles: both ends of the scale are the same.</summary>
    Wheel,
}

/// <summary>One picture of a view: it shows something, and scores nothing.</summary>
/// <param name="Name">Name within its view, fit for a file: "bit-0"; "" where the view has one picture.</param>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Note">Parameters and facts of this picture, in plain words.</param>
public abstract record ViewPicture(string Name, string Title, string Note);

/// <summary>Values over the specimen on a printed scale.</summary>
/// <param name="Name">As above.</param>
/// <param name="Title">As above.</param>
/// <param name="Note">As above.</param>
public sealed record RasterPicture(string Name, string Title, string Note) : ViewPicture(Name, Title, Note)
{
    /// <summary>Cells per line.</summary>
    public required int Width { get; init; }

    /// <summary>Values [height, Width], row-major; NaN = no value there.</summary>
    public required float[] Values { get; init; }

    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>Value at the lower end of the scale.</summary>
    public required float Low { get; init; }

    /// <summary>Value at the upper end, above <see cref="Low"/>.</summary>
    public required float High { get; init; }

    /// <summary>Pixels of the specimen a cell is wide and high; 0 where the axes are no pixels.</summary>
    public double CellSize { get; init; } = 1;

    /// <summary>How values become ink.</summary>
    public Ramp Ramp { get; init; }

    /// <summary>Lines of cells.</summary>
    public int Height => Values.Length / Width;
}

/// <summary>Three values a pixel, shown as red, green and blue.</summary>
/// <param name="Name">As above.</param>
/// <param name="Title">As above.</param>
/// <param name="Note">As above.</param>
/// <param name="Image">The colours: 0 = <paramref name="Dark"/>, 255 = <paramref name="Bright"/>.</param>
/// <param name="Dark">What a dark channel means.</param>
/// <param name="Bright">What a bright channel means.</param>
public sealed record ColourPicture(string Name, string Title, string Note, RgbImage Image, string Dark, string Bright) : ViewPicture(Name, Title, Note);

/// <summary>Counts over values: one or many small plots.</summary>
/// <param name="Name">As above.</param>
/// <param name="Title">As above.</param>
/// <param name="Note">As above.</param>
/// <param name="Unit">Unit of the values below each plot.</param>
/// <param name="Columns">Plots side by side.</param>
/// <param name="Plots">The plots, by rows.</param>
public sealed record PlotPicture(string Name, string Title, string Note, string Unit, int Columns, IReadOnlyList<CountPlot> Plots) : ViewPicture(Name, Title, Note);

/// <summary>One small plot.</summary>
/// <param name="Title">Above it.</param>
/// <param name="First">Value of the first count.</param>
/// <param name="Counts">How many have each value, one step apart.</param>
public sealed record CountPlot(string Title, int First, long[] Counts);
