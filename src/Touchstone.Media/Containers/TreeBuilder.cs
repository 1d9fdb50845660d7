namespace Touchstone.Media.Containers;

/// <summary>What all container parsers share: the bytes, the bounds, and the damage found so far.</summary>
internal sealed class TreeBuilder(Specimen specimen, CancellationToken cancel)
{
    // A broken file repeats itself; the first thousand complaints say all.
    private const int MaximumDamage = 1000;

    private readonly List<ContainerDamage> _damage = [];
    private int _nodes;
    private long _rows;
    private long _steps;
    private bool _full;

    internal ByteWindow Window { get; } = new(specimen.Bytes);

    internal long Length => specimen.Bytes.Length;

    internal MediaFormat Format => specimen.Format;

    internal Limits Limits => specimen.Limits;

    /// <summary>True while another node may be added at this depth; records once which limit was passed.</summary>
    internal bool MayAdd(long offset, int depth)
    {
        cancel.ThrowIfCancellationRequested();
        if (_full) return false;
        if (depth >= Limits.MaximumNesting)
        {
            Damaged(Codes.LimitNesting, offset, $"Nested deeper than {Limits.MaximumNesting}; what lies below is not read.");
            return false;
        }
        if (++_nodes <= Limits.MaximumNodes) return true;
        _full = true;
        Damaged(Codes.LimitNodes, offset, $"More than {Limits.MaximumNodes} nodes; what follows is not read.");
        return false;
    }

    /// <summary>How many of the declared rows of a table may be kept, so that all tables together stay bounded.</summary>
    internal int MayKeepRows(long declared)
    {
        cancel.ThrowIfCancellationRequested();
        // A film has four tables for each of a few tracks; eight full tables are more than any of them needs.
        var left = Math.Max(0, (8L * Limits.MaximumRows) - _rows);
        var kept = (int)Math.Clamp(declared, 0, Math.Min(left, Limits.MaximumRows));
        _rows += kept;
        return kept;
    }

    /// <summary>True while one more row may be kept of a table that is this long already.</summary>
    internal bool MayKeepRow(int kept) => kept < Limits.MaximumRows && MayKeepRows(1) == 1;

    /// <summary>
    /// True while another frame, page or block may be looked at; records once that the bound was passed. A hundred times the
    /// rows of a table is ten hours of the shortest frames, and a few seconds of work.
    /// </summary>
    internal bool MayStep(long offset)
    {
        if ((++_steps & 0x3FF) == 0) cancel.ThrowIfCancellationRequested();
        if (_steps == 100L * Limits.MaximumRows) Damaged(Codes.LimitNodes, offset, $"More than {_steps} frames, pages or blocks; what follows is not read.");
        return _steps < 100L * Limits.MaximumRows;
    }

    internal void CheckCancel() => cancel.ThrowIfCancellationRequested();

    internal void Damaged(string code, long offset, string message)
    {
        if (_damage.Count < MaximumDamage) _damage.Add(new ContainerDamage(code, offset, message));
    }

    internal PayloadReader Reader(long start, long end, bool bigEndian) => new(Window, start, end, bigEndian);

    internal ContainerTree Tree(IReadOnlyList<ContainerNode> roots) => new(Format, roots, [.. _damage.OrderBy(d => d.Offset)]);
}
