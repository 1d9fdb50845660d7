using System.Diagnostics.CodeAnalysis;

namespace Touchstone.Media;

/// <summary>A decoded form of a specimen, or the coded reason why there is none.</summary>
/// <typeparam name="T">The decoded form.</typeparam>
public sealed class View<T> where T : class
{
    private View(T? value, Fault? fault, string derivation)
    {
        Value = value;
        Fault = fault;
        Derivation = derivation;
    }

    /// <summary>The decoded form; null exactly when <see cref="Fault"/> is not.</summary>
    public T? Value { get; }

    /// <summary>Why there is no decoded form.</summary>
    public Fault? Fault { get; }

    /// <summary>What was done to the bytes to get here, for the report: "decoded by …, no colour conversion, …".</summary>
    public string Derivation { get; }

    /// <summary>A view that exists.</summary>
    public static View<T> Of(T value, string derivation) => new(value, null, derivation);

    /// <summary>A view that does not exist, and why.</summary>
    public static View<T> Missing(Fault fault) => new(null, fault, "");

    /// <summary>True with the value, or false with the fault.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Fault? fault)
    {
        value = Value;
        fault = Fault;
        return value is not null;
    }
}
