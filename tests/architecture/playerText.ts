/** Literals that a player would see or a screen reader would read out, found in the syntax of screens and playfield. */
import { type ESTree, Visitor } from 'vite';
import type { SourceFile } from './graph.ts';

/** Signs such as ★ or · are drawings; letters and digits are words and numbers. */
const WORDS = /[\p{L}\p{N}]/u;

/** In a sum a number is arithmetic: `{index + 1}`. */
const NUMBER = /^[\d.]+$/;

/** Attributes whose value is read by people. */
const ATTRIBUTES = [
  'title',
  'alt',
  'placeholder',
  'label',
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
];

/** Properties and methods (Phaser's too) that put text on the screen. */
const PROPERTIES = ['textContent', 'innerText', 'innerHTML', 'title', 'ariaLabel'];
const METHODS = ['text', 'setText', 'createTextNode'];

type Found = { start: number; text: string };

/** The literals that an expression can come to, through choices and joins; calls such as t('…') are not looked into. */
function literals(node: ESTree.Expression | ESTree.PrivateInExpression['left']): Found[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number'
        ? [{ start: node.start, text: String(node.value) }]
        : [];
    case 'TemplateLiteral':
      return [
        ...node.quasis.map((part) => ({ start: part.start, text: part.value.raw })),
        ...node.expressions.flatMap(literals),
      ];
    case 'ConditionalExpression':
      return [...literals(node.consequent), ...literals(node.alternate)];
    case 'LogicalExpression':
      return [...literals(node.left), ...literals(node.right)];
    case 'BinaryExpression':
      return node.operator === '+'
        ? [node.left, node.right].flatMap(literals).filter(({ text }) => !NUMBER.test(text))
        : [];
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return literals(node.expression);
    default:
      return [];
  }
}

function inContainer(node: ESTree.JSXExpressionContainer): Found[] {
  return node.expression.type === 'JSXEmptyExpression' ? [] : literals(node.expression);
}

export function playerVisibleLiterals(file: SourceFile): Found[] {
  const found: Found[] = [];
  const children = (nodes: readonly ESTree.JSXChild[]): void => {
    for (const child of nodes) {
      if (child.type === 'JSXText') {
        const blank = child.value.length - child.value.trimStart().length;
        found.push({ start: child.start + blank, text: child.value });
      }
      if (child.type === 'JSXExpressionContainer') found.push(...inContainer(child));
    }
  };
  new Visitor({
    JSXElement: (node) => children(node.children),
    JSXFragment: (node) => children(node.children),
    JSXAttribute: (node) => {
      if (node.name.type !== 'JSXIdentifier' || !ATTRIBUTES.includes(node.name.name)) return;
      if (node.value?.type === 'Literal') found.push(...literals(node.value));
      if (node.value?.type === 'JSXExpressionContainer') found.push(...inContainer(node.value));
    },
    AssignmentExpression: (node) => {
      const target = node.left.type === 'MemberExpression' ? node.left.property : null;
      if (target?.type === 'Identifier' && PROPERTIES.includes(target.name)) found.push(...literals(node.right));
    },
    CallExpression: (node) => {
      const method = node.callee.type === 'MemberExpression' ? node.callee.property : null;
      if (method?.type !== 'Identifier' || !METHODS.includes(method.name)) return;
      for (const argument of node.arguments) {
        if (argument.type === 'Literal' && typeof argument.value !== 'string') continue; // coordinates
        if (argument.type !== 'SpreadElement') found.push(...literals(argument));
      }
    },
  }).visit(file.syntax.program);
  return found.filter(({ text }) => WORDS.test(text));
}
