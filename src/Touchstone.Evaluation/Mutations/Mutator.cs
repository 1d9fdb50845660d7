using System.Buffers.Binary;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Mutations;

/// <summary>What was done to the bytes.</summary>
public enum Mutation
{
    /// <summary>Some bytes replaced by chance.</summary>
    ByteEdits,
    /// <summary>The end cut off.</summary>
    Cut,
    /// <summary>A 16-, 32- or 64-bit number overwritten by an extreme value, in either byte order, preferably near the start.</summary>
    LengthEdit,
    /// <summary>A stretch deleted.</summary>
    Deletion,
    /// <summary>A stretch repeated.</summary>
    Repetition,
}

/// <summary>Damages a file the way transmission, bad tools and attackers do; the same seed gives the same damage.</summary>
public static class Mutator
{
    private static readonly ulong[] Extremes = [0, 1, 7, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFF0];

    /// <summary>A damaged copy.</summary>
    /// <param name="original">At least one byte.</param>
    /// <param name="mutation">The kind of damage.</param>
    /// <param name="seed">Seed of places and values.</param>
    public static byte[] Mutate(ReadOnlySpan<byte> original, Mutation mutation, ulong seed)
    {
        if (original.IsEmpty) throw new ArgumentException("There is nothing to damage.", nameof(original));
        var chance = new Seeded(seed);
        return mutation switch
        {
            Mutation.ByteEdits => EditBytes(original, chance),
            Mutation.Cut => original[..chance.NextInt(original.Length)].ToArray(),
            Mutation.LengthEdit => EditLength(original, chance),
            Mutation.Deletion => Delete(original, chance),
            Mutation.Repetition => Repeat(original, chance),
            _ => throw new ArgumentOutOfRangeException(nameof(mutation)),
        };
    }

    private static byte[] EditBytes(ReadOnlySpan<byte> original, Seeded chance)
    {
        var bytes = original.ToArray();
        for (var edits = 1 + chance.NextInt(32); edits > 0; edits--) bytes[Place(bytes.Length, chance)] = (byte)chance.NextInt(256);
        return bytes;
    }

    private static byte[] EditLength(ReadOnlySpan<byte> original, Seeded chance)
    {
        var bytes = original.ToArray();
        Span<byte> number = stackalloc byte[8];
        for (var edits = 1 + chance.NextInt(3); edits > 0; edits--)
        {
            var width = 2 << chance.NextInt(3);
            BinaryPrimitives.WriteUInt64BigEndian(number, Extremes[chance.NextInt(Extremes.Length)]);
            var field = number[(8 - width)..];
            if (chance.NextInt(2) == 0) field.Reverse();
            var at = Place(bytes.Length, chance);
            field[..Math.Min(width, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
        }
        return bytes;
    }

    private static byte[] Delete(ReadOnlySpan<byte> original, Seeded chance)
    {
        var at = Place(original.Length, chance);
        var length = 1 + chance.NextInt(Math.Min(original.Length - at, 1 + original.Length / 4));
        return [.. original[..at], .. original[(at + length)..]];
    }

    private static byte[] Repeat(ReadOnlySpan<byte> original, Seeded chance)
    {
        var at = Place(original.Length, chance);
        var length = 1 + chance.NextInt(Math.Min(original.Length - at, 4096));
        return [.. original[..(at + length)], .. original[at..]];
    }

    // Structure lies near the start more often than not: every second place is within the first kilobyte.
    private static int Place(int length, Seeded chance) => chance.NextInt(chance.NextInt(2) == 0 ? Math.Min(length, 1024) : length);
}
