namespace Touchstone.Media.Containers;

/// <summary>One named value inside a container node.</summary>
/// <param name="Name">Field name as in the format's specification.</param>
/// <param name="Value">Printable value.</param>
/// <param name="Offset">Position in the file, bytes.</param>
public sealed record ContainerField(string Name, string Value, long Offset);

/// <summary>A table inside a container node: sample times, edit lists, chunk offsets.</summary>
/// <param name="Columns">Column names.</param>
/// <param name="Rows">Rows, each as long as <paramref name="Columns"/>; cut at <see cref="Limits.MaximumRows"/>.</param>
/// <param name="TotalRows">Rows the file declares.</param>
public sealed record ContainerTable(IReadOnlyList<string> Columns, IReadOnlyList<long[]> Rows, long TotalRows);

/// <summary>One marker segment, chunk, box, element or frame.</summary>
/// <param name="Type">Name as in the specification: "SOF0", "IHDR", "moov", "Segment".</param>
/// <param name="Offset">First byte of the node's header in the file.</param>
/// <param name="Length">Bytes of header and payload as far as they lie in the file.</param>
/// <param name="HeaderLength">Bytes of the header.</param>
public sealed record ContainerNode(string Type, long Offset, long Length, int HeaderLength)
{
    /// <summary>Values of the node.</summary>
    public IReadOnlyList<ContainerField> Fields { get; init; } = [];

    /// <summary>Nodes inside it.</summary>
    public IReadOnlyList<ContainerNode> Children { get; init; } = [];

    /// <summary>Its table, if it holds one.</summary>
    public ContainerTable? Table { get; init; }

    /// <summary>First byte of the payload in the file.</summary>
    public long PayloadOffset => Offset + HeaderLength;

    /// <summary>Bytes of the payload.</summary>
    public long PayloadLength => Length - HeaderLength;

    /// <summary>The value of a field, or null.</summary>
    public string? this[string field] => Fields.FirstOrDefault(f => f.Name == field)?.Value;

    /// <summary>The node and everything below it, in file order.</summary>
    public IEnumerable<ContainerNode> SelfAndDescendants() => Children.SelectMany(c => c.SelfAndDescendants()).Prepend(this);
}

/// <summary>The structure of a file: every node with offset, length and values, and what is damaged.</summary>
/// <param name="Format">The container format.</param>
/// <param name="Roots">Top-level nodes in file order.</param>
/// <param name="Damage">What does not fit the specification, in file order; empty for a sound file.</param>
public sealed record ContainerTree(MediaFormat Format, IReadOnlyList<ContainerNode> Roots, IReadOnlyList<ContainerDamage> Damage)
{
    /// <summary>All nodes in file order.</summary>
    public IEnumerable<ContainerNode> All => Roots.SelectMany(r => r.SelfAndDescendants());

    /// <summary>All nodes of a type, at any depth.</summary>
    public IEnumerable<ContainerNode> OfType(string type) => All.Where(n => n.Type == type);
}

/// <summary>A place where the file breaks its format's rules.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
/// <param name="Offset">Position in the file, bytes.</param>
/// <param name="Message">What is wrong there.</param>
public sealed record ContainerDamage(string Code, long Offset, string Message);
