namespace Touchstone.Engine.Detectors.Image.CopyMove;

/// <summary>For every second pixel of the working image: the position elsewhere that looks most alike, at any turn and at a scale of 1 to 2.</summary>
internal sealed class MatchField
{
    /// <summary>Working-image pixels between neighbours of the field.</summary>
    public const int Step = 2;

    /// <summary>Least distance of a match, working-image pixels: nearer patches overlap, and every smooth structure would match its own neighbourhood.</summary>
    public const int MinimumShift = 32;

    /// <summary>Distance of a query that has no match.</summary>
    public const ushort None = ushort.MaxValue;

    public MatchField(PatchSpace space)
    {
        Space = space;
        Width = space.Width / Step;
        Height = space.Height / Step;
        X = new short[Width * Height];
        Y = new short[Width * Height];
        Layer = new byte[Width * Height];
        Distance = new ushort[Width * Height];
        QueryIndex = new int[Width * Height];
        for (var at = 0; at < QueryIndex.Length; at++)
        {
            int x = at % Width * Step, y = at / Width * Step;
            Distance[at] = None;
            QueryIndex[at] = space.IsTextured(x, y) ? space.IndexOf(0, x, y) : -1;
        }
    }

    public PatchSpace Space { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Matched position, working-image pixels.</summary>
    public short[] X { get; }

    /// <summary>Matched position, working-image pixels.</summary>
    public short[] Y { get; }

    /// <summary>Layer of the match.</summary>
    public byte[] Layer { get; }

    /// <summary>City-block feature distance, or <see cref="None"/>.</summary>
    public ushort[] Distance { get; }

    /// <summary>Feature index of each query in layer 0; −1 where there is nothing to compare.</summary>
    public int[] QueryIndex { get; }

    /// <summary>Takes the candidate if it is legal and nearer in feature space than what the query has.</summary>
    public bool Offer(int at, int x, int y, int layer)
    {
        int dx = x - at % Width * Step, dy = y - at / Width * Step;
        if (dx * dx + dy * dy < MinimumShift * MinimumShift) return false;
        var index = Space.IndexOf(layer, x, y);
        if (index < 0 || !Space.IsTextured(x, y)) return false;
        var distance = Space.Distance(QueryIndex[at], layer, index);
        if (distance >= Distance[at]) return false;
        (X[at], Y[at], Layer[at], Distance[at]) = ((short)x, (short)y, (byte)layer, (ushort)distance);
        return true;
    }
}
