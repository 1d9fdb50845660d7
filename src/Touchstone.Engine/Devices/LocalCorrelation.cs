namespace Touchstone.Engine.Devices;

/// <summary>Correlation of a picture's noise with what a fingerprint foretells, in sliding windows, with the features of each window (Chen et al. 2008, §V).</summary>
/// <remarks>Windows of 128×128 pixels as in the paper, moved by cells of 16; local variances are taken in 4×4 blocks, where the paper slides 5×5.</remarks>
public sealed class LocalCorrelation
{
    /// <summary>Edge of a cell, pixels.</summary>
    public const int Cell = 16;

    /// <summary>Cells along the edge of a window.</summary>
    public const int Span = 8;

    /// <summary>Pixels of a window.</summary>
    public const int WindowPixels = Cell * Span * Cell * Span;

    private const int Block = 4;
    private const float Brightest = 250;

    // Chen et al. 2008: c = 0.03.
    private const float FlatShare = 0.03f;
    private readonly int _wide;
    private readonly Sums[] _cells;

    private LocalCorrelation(int wide, int high, Sums[] cells)
    {
        (_wide, _cells) = (wide, cells);
        (Wide, High) = (Math.Max(0, wide - Span + 1), Math.Max(0, high - Span + 1));
    }

    /// <summary>Windows across.</summary>
    public int Wide { get; }

    /// <summary>Windows down.</summary>
    public int High { get; }

    /// <summary>Measures all cells.</summary>
    /// <param name="probe">The picture.</param>
    /// <param name="fingerprint">The fingerprint where it lies in the picture, [probe height, probe width].</param>
    /// <param name="cancel">Stops between rows of cells.</param>
    /// <exception cref="ArgumentException">The fingerprint has another size.</exception>
    public static LocalCorrelation Measure(SensorProbe probe, float[] fingerprint, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(fingerprint);
        if (fingerprint.Length != probe.Noise.Length) throw new ArgumentException("The fingerprint is not of the picture's size.", nameof(fingerprint));
        var (wide, high) = (probe.Width / Cell, probe.Height / Cell);
        var cells = new Sums[wide * high];
        for (var row = 0; row < high; row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < wide; column++) cells[row * wide + column] = SumsOf(probe, fingerprint, column * Cell, row * Cell);
        }
        return new LocalCorrelation(wide, high, cells);
    }

    /// <summary>Correlation and features of a window.</summary>
    /// <param name="column">Its first cell across, 0 to <see cref="Wide"/> − 1.</param>
    /// <param name="row">Its first cell down, 0 to <see cref="High"/> − 1.</param>
    /// <returns>Correlation −1 to 1, 0 where the window is without light; features.</returns>
    public (double Correlation, WindowFeatures Features) Window(int column, int row)
    {
        var sum = new Sums();
        for (var y = row; y < row + Span; y++)
            for (var x = column; x < column + Span; x++)
                sum.Add(_cells[y * _wide + x]);
        var covariance = sum.NoisePattern - sum.Noise * sum.Pattern / WindowPixels;
        var noise = sum.NoiseSquare - sum.Noise * sum.Noise / WindowPixels;
        var pattern = sum.PatternSquare - sum.Pattern * sum.Pattern / WindowPixels;
        var correlation = noise > 0 && pattern > 0 ? covariance / Math.Sqrt(noise * pattern) : 0;
        const double blocks = WindowPixels / (Block * Block);
        return (correlation, new WindowFeatures(sum.Intensity / WindowPixels, sum.Texture / blocks, sum.Flat / blocks, sum.Both / WindowPixels));
    }

    private static Sums SumsOf(SensorProbe probe, float[] fingerprint, int left, int top)
    {
        var sums = new Sums();
        for (var y = top; y < top + Cell; y += Block)
            for (var x = left; x < left + Cell; x += Block)
                AddBlock(ref sums, probe, fingerprint, x, y);
        return sums;
    }

    private static void AddBlock(ref Sums sums, SensorProbe probe, float[] fingerprint, int left, int top)
    {
        float noise = 0, noiseSquare = 0, light = 0, lightSquare = 0;
        double pattern = 0, patternSquare = 0, product = 0;
        for (var y = top; y < top + Block; y++)
            for (var x = left; x < left + Block; x++)
            {
                var at = y * probe.Width + x;
                var (n, l) = (probe.Noise[at], probe.Light[at]);
                var p = l * fingerprint[at];
                noise += n;
                noiseSquare += n * n;
                light += l;
                lightSquare += l * l;
                pattern += p;
                patternSquare += p * p;
                product += n * p;
            }
        const float count = Block * Block;
        var texture = 1 / (1 + Math.Max(0, noiseSquare / count - noise / count * (noise / count)));
        var spread = MathF.Sqrt(Math.Max(0, lightSquare / count - light / count * (light / count)));
        sums.Noise += noise;
        sums.NoiseSquare += noiseSquare;
        sums.Pattern += pattern;
        sums.PatternSquare += patternSquare;
        sums.NoisePattern += product;
        sums.Intensity += light / Brightest;
        sums.Texture += texture;
        sums.Flat += spread < FlatShare * light / count ? 1 : 0;
        sums.Both += light / Brightest * texture;
    }

    private struct Sums
    {
        internal double Noise, NoiseSquare, Pattern, PatternSquare, NoisePattern, Intensity, Texture, Flat, Both;

        internal void Add(in Sums other)
        {
            Noise += other.Noise;
            NoiseSquare += other.NoiseSquare;
            Pattern += other.Pattern;
            PatternSquare += other.PatternSquare;
            NoisePattern += other.NoisePattern;
            Intensity += other.Intensity;
            Texture += other.Texture;
            Flat += other.Flat;
            Both += other.Both;
        }
    }
}
