using System.Buffers.Binary;

namespace Touchstone.Workbench.Views;

/// <summary>How a large picture is cut into square tiles, whole and in sizes halved again and again until one tile holds all of it.</summary>
/// <param name="Width">Pixels per line of the whole.</param>
/// <param name="Height">Lines of the whole.</param>
public sealed record TileGrid(int Width, int Height)
{
    /// <summary>Edge of a tile, pixels; those at the right and the lower edge hold what is left.</summary>
    public const int Edge = 512;

    /// <summary>Pixels above which a picture is shown as tiles: a browser that decodes more at once stops for seconds, or gives up.</summary>
    public const int FromPixels = 16_000_000;

    // Before the tiles, as one file: width, height, and where each tile begins, then where the last one ends.
    private const int HeadBytes = 8;

    /// <summary>Sizes; level 0 is the whole.</summary>
    public int Levels { get; } = 1 + Enumerable.Range(0, 32).First(level => Reduced(Width, level) <= Edge && Reduced(Height, level) <= Edge);

    /// <summary>Tiles of all levels.</summary>
    public int Count => Enumerable.Range(0, Levels).Sum(TilesOf);

    /// <summary>Bytes before the first tile.</summary>
    public int TableBytes => HeadBytes + 8 * (Count + 1);

    /// <summary>Where a tile's place stands: offset of two 64-bit numbers, its beginning and its end; null where there is no such tile.</summary>
    public long? PlaceOf(int level, int column, int row)
    {
        if (level < 0 || level >= Levels || column < 0 || column >= Columns(level) || row < 0 || row >= Rows(level)) return null;
        return HeadBytes + 8L * (Enumerable.Range(0, level).Sum(TilesOf) + row * Columns(level) + column);
    }

    /// <summary>Beginning and end of a tile, from the two numbers at its place.</summary>
    public static (long From, long To) Span(ReadOnlySpan<byte> place) => (BinaryPrimitives.ReadInt64LittleEndian(place), BinaryPrimitives.ReadInt64LittleEndian(place[8..]));

    internal int Columns(int level) => (Reduced(Width, level) + Edge - 1) / Edge;

    internal int Rows(int level) => (Reduced(Height, level) + Edge - 1) / Edge;

    private int TilesOf(int level) => Columns(level) * Rows(level);

    // Half of an odd length keeps the odd one.
    private static int Reduced(int length, int level) => (int)((length + (1L << level) - 1) >> level);
}
