using Touchstone.Media.Jpeg.Entropy;

namespace Touchstone.Media.Jpeg;

/// <summary>A component within a scan, with the tables in force.</summary>
internal sealed record ScanComponent(FrameComponent Frame, HuffmanTable Dc, HuffmanTable Ac);

/// <summary>One scan (T.81 B.2.3): which components, which band and bits, and the entropy-coded stretch it reads.</summary>
internal sealed class JpegScan
{
    private enum Procedure { Sequential, DcFirst, DcRefine, AcFirst, AcRefine }

    internal required ScanComponent[] Components { get; init; }
    internal required bool IsProgressive { get; init; }
    internal required Band Band { get; init; }
    internal required int High { get; init; }
    internal required int RestartInterval { get; init; }

    /// <summary>Units (MCUs, or blocks of a scan of one component) that could not be read, first and behind the last, in order.</summary>
    internal List<(int From, int To)> Lost { get; } = [];

    /// <summary>Units a line.</summary>
    internal int UnitsWide => Components.Length > 1 ? Components[0].Frame.BlocksWide / Components[0].Frame.Horizontal : Components[0].Frame.ImageBlocksWide;

    /// <summary>Lines of units.</summary>
    internal int UnitsHigh => Components.Length > 1 ? Components[0].Frame.BlocksHigh / Components[0].Frame.Vertical : Components[0].Frame.ImageBlocksHigh;

    /// <summary>Reads the scan into the components' values; behind damage it goes on at the next restart marker of a sequential scan.</summary>
    /// <returns>Where in <paramref name="data"/> decoding first lost its way, or −1; and bytes left over before the next marker.</returns>
    internal unsafe (int DamagedAt, int Surplus) Read(ReadOnlySpan<byte> data, CancellationToken cancel)
    {
        fixed (byte* start = data)
        {
            var source = new EntropyBits(start, start + data.Length);
            _firstDamage = null;
            ReadUnits(ref source, cancel);
            if (_firstDamage is { } damage) return ((int)Math.Clamp((long)damage - (long)start, 0, data.Length), 0);
            return (-1, data.Length - ((int)(source.Next - start) - source.TrueBits / 8));
        }
    }

    private nint? _firstDamage;

    private void ReadUnits(ref EntropyBits source, CancellationToken cancel)
    {
        var isInterleaved = Components.Length > 1;
        // Not interleaved: one unit is one block that carries samples. Interleaved: one unit is one MCU, padding included.
        var (unitsWide, unitsHigh) = (UnitsWide, UnitsHigh);
        Span<int> predictions = stackalloc int[Components.Length];
        predictions.Clear();
        var endRun = 0;
        var untilRestart = RestartInterval > 0 ? RestartInterval : int.MaxValue;
        var restart = 0;
        for (var row = 0; row < unitsHigh; row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < unitsWide; column++)
            {
                if (untilRestart-- == 0)
                {
                    if (!source.TryRestart(restart & 7))
                    {
                        if (!Resume(ref source, ref restart, row, ref column)) return;
                        (row, column) = (column / unitsWide, column % unitsWide);
                    }
                    else
                    {
                        restart++;
                    }
                    predictions.Clear();
                    endRun = 0;
                    untilRestart = RestartInterval - 1;
                }
                if (endRun > 0 && Kind == Procedure.AcFirst)
                {
                    // Blocks that are empty by an end-of-band run are stepped over together.
                    var skipped = Math.Min(Math.Min(endRun, unitsWide - column), untilRestart + 1);
                    endRun -= skipped;
                    untilRestart -= skipped - 1;
                    column += skipped - 1;
                    continue;
                }
                var isRead = isInterleaved
                    ? ReadUnit(ref source, row, column, predictions)
                    : ReadBlock(ref source, Components[0], row, column, ref predictions[0], ref endRun);
                if (isRead && !source.IsOverrun) continue;
                if (!Resume(ref source, ref restart, row, ref column)) return;
                // The loop steps on by one before it reads.
                (row, column) = (column / unitsWide, column % unitsWide - 1);
                predictions.Clear();
                endRun = 0;
                untilRestart = RestartInterval;
            }
        }
    }

    // Looks for the next restart marker; its number tells, up to eight intervals, how many were lost (T.81 E.2.4). The unit to go on with is handed
    // back in column, counted from the first.
    private unsafe bool Resume(ref EntropyBits source, ref int restart, int row, ref int column)
    {
        _firstDamage ??= (nint)source.Next - source.TrueBits / 8;
        var (unit, units) = (row * UnitsWide + column, UnitsWide * UnitsHigh);
        while (RestartInterval > 0 && !IsProgressive && source.TryNextRestart(out var number))
        {
            restart += ((number - restart) & 7) + 1;
            var next = (long)restart * RestartInterval;
            if (next <= unit) continue;
            if (next >= units) break;
            Lost.Add((unit, (int)next));
            column = (int)next;
            return true;
        }
        Lost.Add((unit, units));
        return false;
    }

    private bool ReadUnit(ref EntropyBits source, int row, int column, Span<int> predictions)
    {
        var none = 0;
        for (var c = 0; c < Components.Length; c++)
        {
            var component = Components[c];
            var (horizontal, vertical) = (component.Frame.Horizontal, component.Frame.Vertical);
            for (var y = 0; y < vertical; y++)
            {
                for (var x = 0; x < horizontal; x++)
                {
                    if (!ReadBlock(ref source, component, row * vertical + y, column * horizontal + x, ref predictions[c], ref none)) return false;
                }
            }
        }
        return true;
    }

    private unsafe bool ReadBlock(ref EntropyBits source, ScanComponent component, int row, int column, ref int prediction, ref int endRun)
    {
        fixed (short* block = &component.Frame.Values[(row * component.Frame.BlocksWide + column) * 64])
        {
            return Kind switch
            {
                Procedure.Sequential => BlockCoding.Sequential(ref source, component.Dc, component.Ac, block, ref prediction),
                Procedure.DcFirst => BlockCoding.DcFirst(ref source, component.Dc, block, ref prediction, Band.Low),
                Procedure.DcRefine => BlockCoding.DcRefine(ref source, block, Band.Low),
                Procedure.AcFirst => BlockCoding.AcFirst(ref source, component.Ac, block, Band, ref endRun),
                _ => BlockCoding.AcRefine(ref source, component.Ac, block, Band, ref endRun),
            };
        }
    }

    private Procedure Kind => !IsProgressive ? Procedure.Sequential
        : Band.Start == 0 ? High == 0 ? Procedure.DcFirst : Procedure.DcRefine
        : High == 0 ? Procedure.AcFirst : Procedure.AcRefine;
}
