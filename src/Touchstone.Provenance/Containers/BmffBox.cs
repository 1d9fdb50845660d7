namespace Touchstone.Provenance.Containers;

/// <summary>A box of an ISO-BMFF file (ISO/IEC 14496-12 §4.2).</summary>
/// <param name="Type">Four characters.</param>
/// <param name="Range">The box with its head.</param>
/// <param name="HeadBytes">8, or 16 with a 64-bit size, 16 more for a uuid.</param>
/// <param name="UserType">The 16 bytes of a uuid box, or empty.</param>
/// <param name="Version">Version of a full box, or null where the type is no full box.</param>
/// <param name="Flags">Flags of a full box.</param>
/// <param name="Children">Boxes within.</param>
public sealed record BmffBox(string Type, ByteRange Range, int HeadBytes, ReadOnlyMemory<byte> UserType, byte? Version, int Flags, IReadOnlyList<BmffBox> Children);
